import Calls
import Messages
import Notifications
import RPC
import Testing

struct OperationRequestTests {
    private static let pauses: [Notifications.Pause] = [
        .merchant, .number(PhoneNumberID(rawValue: "800")),
        .template(name: "order_paid", language: "en_US"),
    ].map {
        Notifications.Pause(
            merchant: Sample.merchant.id, scope: $0, reason: "wrong link",
            actor: ActorName(rawValue: "mona"), since: Timestamp(milliseconds: 5))
    }

    private static let requests = [
        PauseRequest(scope: .merchant), PauseRequest(scope: .number, phoneNumberID: "800"),
        PauseRequest(
            scope: .template, templateName: "order_paid", templateLanguage: "en_US"),
    ].map {
        Sample.with($0) {
            $0.merchantID = "shop"
            $0.reason = "wrong link"
            $0.actor = "mona"
        }
    }

    @Test(arguments: zip(pauses, requests))
    func pauseAndResumeBecomeTheirCommandsAndReplies(
        pause: Notifications.Pause, request: PauseRequest
    ) async throws {
        // given
        let store = ScriptedStore { _ in .success(.pause(pause)) }
        let bench = Bench(store)
        // when
        let paused = try await bench.call(.pause, request)
        let resumed = try await bench.call(
            .resume,
            ResumeRequest(
                merchantID: "shop", scope: request.scope, phoneNumberID: request.phoneNumberID,
                templateName: request.templateName, templateLanguage: request.templateLanguage,
                actor: "mona"))
        // then
        guard case .pause(let pausing) = store.commands.first,
            case .resume(let resuming) = store.commands.last
        else {
            Issue.record("not the commands: \(store.commands)")
            return
        }
        #expect(pausing.scope == pause.scope)
        #expect(pausing.reason == "wrong link")
        #expect(pausing.actor.rawValue == "mona")
        #expect(resuming.scope == pause.scope)
        #expect(resumed.pause == paused.pause)
        #expect(paused.pause.scope == request.scope)
        #expect(paused.pause.phoneNumberID == request.phoneNumberID)
        #expect(paused.pause.templateName == request.templateName)
        #expect(paused.pause.templateLanguage == request.templateLanguage)
        #expect(paused.pause.merchantID == "shop")
        #expect(paused.pause.sinceMilliseconds == 5)
    }

    @Test func listsPausesAndAuditEntries() async throws {
        // given
        let entry = Notifications.AuditEntry(
            at: Timestamp(milliseconds: 7), actor: .unknown, action: .cancel, subject: "note-1",
            detail: "", rows: 1)
        let store = ScriptedStore(
            .init(pauses: Self.pauses, auditPage: AuditPage(entries: [entry], next: 4)))
        let bench = Bench(store)
        // when
        let pauses = try await bench.call(.listPauses, ListPausesRequest(merchantID: "shop"))
        let page = try await bench.call(
            .listAuditEntries,
            ListAuditEntriesRequest(merchantID: "shop", pageSize: 3, pageToken: "n9"))
        // then
        #expect(pauses.pauses.map(\.scope) == [.merchant, .number, .template])
        #expect(page.nextPageToken == "n4")
        #expect(
            page.entries == [
                Messages.AuditEntry(
                    atMilliseconds: 7, actor: "unknown", action: "CANCEL", subject: "note-1",
                    rows: 1)
            ])
        #expect(store.pageQueries.map(\.before) == [9])
        #expect(store.pageQueries.map(\.limit) == [3])
    }

    @Test func anUnknownMerchantHasNoPausesAndNoAudit() async {
        // given
        let bench = Bench(ScriptedStore())
        // when
        let statuses = [
            await bench.refusal(.listPauses, ListPausesRequest(merchantID: "x")),
            await bench.refusal(.listAuditEntries, ListAuditEntriesRequest(merchantID: "x")),
        ]
        // then
        #expect(statuses.allSatisfy { $0?.reason == "MERCHANT_NOT_FOUND" })
    }

    @Test func whoDidNotSayTheirNameIsUnknown() async throws {
        // given
        let store = ScriptedStore { _ in .success(.notification(Sample.notification)) }
        let bench = Bench(store)
        // when
        _ = try await bench.call(
            .releaseNotification,
            ReleaseNotificationRequest(merchantID: "shop", notificationID: "note-1"))
        _ = try await bench.call(
            .cancelNotification,
            CancelNotificationRequest(
                merchantID: "shop", notificationID: "note-1", actor: "mona"))
        // then
        guard case .release(let release) = store.commands.first,
            case .cancel(let cancel) = store.commands.last
        else {
            Issue.record("not the commands: \(store.commands)")
            return
        }
        #expect(release.actor == .unknown)
        #expect(cancel.actor.rawValue == "mona")
    }

    private static let filter = Messages.ReplayFilter(
        statuses: [.dead, .failed], reasons: ["PROVIDER_REJECTED"], metaCodes: [131_026],
        plugin: .eCommerce, states: [.paid], createdFromMilliseconds: 5,
        createdUntilMilliseconds: 9)

    private static let replay: Notifications.Replay = {
        var replay = Notifications.Replay(
            id: ReplayID(rawValue: "r-1"), merchant: Sample.merchant.id,
            filter: Notifications.ReplayFilter(
                statuses: [.dead, .failed], reasons: ["PROVIDER_REJECTED"], codes: [131_026],
                plugin: .eCommerce, states: [.paid], createdFrom: Timestamp(milliseconds: 5),
                createdUntil: Timestamp(milliseconds: 9)),
            actor: ActorName(rawValue: "mona"), rate: 7, matched: 40,
            at: Timestamp(milliseconds: 11))
        replay.resent = 30
        replay.skipped = 2
        return replay
    }()

    private static let shown = Messages.Replay(
        replayID: "r-1", status: .running, filter: filter, ratePerSecond: 7, matched: 40,
        resent: 30, skipped: 2, actor: "mona", createdAtMilliseconds: 11,
        updatedAtMilliseconds: 11)

    @Test(arguments: [true, false])
    func startReplayBecomesItsCommandAndItsReply(isDryRun: Bool) async throws {
        // given
        let answer = StartReplay.Answer(matched: 40, replay: isDryRun ? nil : Self.replay)
        let store = ScriptedStore { _ in .success(.replayStarted(answer)) }
        // when
        let response = try await Bench(store).call(
            .startReplay,
            StartReplayRequest(
                merchantID: "shop", filter: Self.filter, ratePerSecond: 7, dryRun: isDryRun,
                expectedCount: 40, actor: "mona"))
        // then
        guard case .startReplay(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.filter == Self.replay.filter)
        #expect(command.rate == 7)
        #expect(command.isDryRun == isDryRun)
        #expect(command.expectedCount == 40)
        #expect(response.matched == 40)
        #expect(response.replay == (isDryRun ? Messages.Replay() : Self.shown))
    }

    @Test func replaysAreShownListedAndCancelled() async throws {
        // given
        let store = ScriptedStore(
            .init(replay: .found(Self.replay), replayPage: .init(replays: [Self.replay], next: 3))
        ) { _ in .success(.replay(Self.replay)) }
        let bench = Bench(store)
        // when
        let shown = try await bench.call(
            .getReplay, GetReplayRequest(merchantID: "shop", replayID: "r-1"))
        let listed = try await bench.call(
            .listReplays,
            ListReplaysRequest(merchantID: "shop", pageSize: 4, pageToken: "n8"))
        let cancelled = try await bench.call(
            .cancelReplay,
            CancelReplayRequest(merchantID: "shop", replayID: "r-1", actor: "mona"))
        // then
        #expect(shown.replay == Self.shown)
        #expect(listed.replays == [Self.shown])
        #expect(listed.nextPageToken == "n3")
        #expect(store.pageQueries.map(\.before) == [8])
        #expect(cancelled.replay == Self.shown)
        guard case .cancelReplay(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.reference == Self.replay.reference)
    }

    @Test func aReplayThatIsNotThereIsNotFound() async {
        let bench = Bench(ScriptedStore { _ in .failure(.refused(.notFound(.replay))) })
        let statuses = [
            await bench.refusal(
                .getReplay, GetReplayRequest(merchantID: "shop", replayID: "r")),
            await bench.refusal(
                .cancelReplay,
                CancelReplayRequest(merchantID: "shop", replayID: "r", actor: "mona")),
        ]
        #expect(statuses.allSatisfy { $0?.reason == "REPLAY_NOT_FOUND" })
    }

    @Test func resendAndSyncBecomeTheirCommandsAndReplies() async throws {
        // given
        let store = ScriptedStore { command in
            if case .resend = command { return .success(.notification(Sample.notification)) }
            return .success(.syncBegan(bindings: 6))
        }
        let bench = Bench(store)
        // when
        let resent = try await bench.call(
            .resendNotification,
            ResendNotificationRequest(
                merchantID: "shop", notificationID: "note-1", resendKey: "k",
                allowSuperseded: true, actor: "mona"))
        let synced = try await bench.call(
            .syncTemplates, SyncTemplatesRequest(merchantID: "shop", actor: "mona"))
        // then
        guard case .resend(let resend) = store.commands.first,
            case .syncTemplates(let sync) = store.commands.last
        else {
            Issue.record("not the commands: \(store.commands)")
            return
        }
        #expect(resend.reference.notification.rawValue == "note-1")
        #expect(resend.key.rawValue == "k")
        #expect(resend.allowsSuperseded)
        #expect(sync.actor.rawValue == "mona")
        #expect(!resent.notification.notificationID.isEmpty)
        #expect(synced.bindings == 6)
    }
}

extension BadInput {
    private static func pause(
        _ what: String, _ field: String, _ change: (inout PauseRequest) -> Void
    ) -> BadInput {
        let request = PauseRequest(
            merchantID: "shop", scope: .template, templateName: "order_paid",
            templateLanguage: "en", reason: "wrong link", actor: "mona")
        return BadInput(what, .pause, Sample.with(request, change), field: field)
    }

    private static func replay(
        _ what: String, _ field: String, _ change: (inout StartReplayRequest) -> Void
    ) -> BadInput {
        let request = StartReplayRequest(
            merchantID: "shop", filter: Messages.ReplayFilter(statuses: [.dead]),
            ratePerSecond: 10, actor: "mona")
        return BadInput(what, .startReplay, Sample.with(request, change), field: field)
    }

    static let replays: [BadInput] = [
        replay("no merchant", "merchant_id") { $0.merchantID = "" },
        replay("no status", "filter.statuses") { $0.filter.statuses = [] },
        replay("a status that has not ended", "filter.statuses[1]") {
            $0.filter.statuses = [.dead, .pending]
        },
        replay("what is superseded", "filter.statuses[0]") {
            $0.filter.statuses = [.superseded]
        },
        replay("an unspecified status", "filter.statuses[0]") {
            $0.filter.statuses = [.unspecified]
        },
        replay("a state that does not notify", "filter.states[0]") {
            $0.filter.states = [.refunded]
        },
        replay("a reason in small letters", "filter.reasons[0]") {
            $0.filter.reasons = ["dead"]
        },
        replay("many reasons", "filter.reasons") {
            $0.filter.reasons = Array(repeating: "FAILED", count: 33)
        },
        replay("many codes", "filter.meta_codes") {
            $0.filter.metaCodes = Array(repeating: 1, count: 33)
        },
        replay("a time before 1970", "filter.created_from_ms") {
            $0.filter.createdFromMilliseconds = -1
        },
        replay("an end before the beginning", "filter.created_until_ms") {
            $0.filter.createdFromMilliseconds = 9
            $0.filter.createdUntilMilliseconds = 9
        },
        replay("no rate", "rate_per_second") { $0.ratePerSecond = 0 },
        replay("a high rate", "rate_per_second") { $0.ratePerSecond = 51 },
        replay("no actor", "actor") { $0.actor = "" },
        BadInput(
            "no replay", .getReplay, GetReplayRequest(merchantID: "shop"), field: "replay_id"),
        BadInput(
            "nobody who cancels", .cancelReplay,
            CancelReplayRequest(merchantID: "shop", replayID: "r"), field: "actor"),
        BadInput(
            "a foreign token of replays", .listReplays,
            ListReplaysRequest(merchantID: "shop", pageToken: "x"), field: "page_token"),
        BadInput(
            "no key", .resendNotification,
            ResendNotificationRequest(merchantID: "shop", notificationID: "n", actor: "mona"),
            field: "resend_key"),
        BadInput(
            "nobody who syncs", .syncTemplates, SyncTemplatesRequest(merchantID: "shop"),
            field: "actor"),
    ]

    static let levers: [BadInput] = [
        pause("no merchant", "merchant_id") { $0.merchantID = "" },
        pause("no scope", "scope") { $0.scope = .unspecified },
        pause("a template without a name", "template_name") { $0.templateName = "" },
        pause("a template without a language", "template_language") { $0.templateLanguage = "" },
        pause("a number beside a template", "phone_number_id") { $0.phoneNumberID = "800" },
        pause("a template beside the merchant", "template_name") {
            $0.scope = .merchant
            $0.templateLanguage = ""
        },
        pause("a number with letters", "phone_number_id") {
            $0 = PauseRequest(
                merchantID: "shop", scope: .number, phoneNumberID: "8x", reason: "r", actor: "a")
        },
        pause("no reason", "reason") { $0.reason = "" },
        pause("a long reason", "reason") { $0.reason = String(repeating: "a", count: 257) },
        pause("a reason of two lines", "reason") { $0.reason = "a\nb" },
        pause("no actor", "actor") { $0.actor = "" },
        pause("a long actor", "actor") { $0.actor = String(repeating: "a", count: 129) },
        BadInput(
            "no actor who resumes", .resume,
            ResumeRequest(merchantID: "shop", scope: .merchant), field: "actor"),
        BadInput(
            "an actor of two lines", .cancelNotification,
            CancelNotificationRequest(merchantID: "shop", notificationID: "n", actor: "a\nb"),
            field: "actor"),
        BadInput(
            "a long page of merchants", .listMerchants, ListMerchantsRequest(pageSize: 501),
            field: "page_size"),
        BadInput(
            "a foreign token of merchants", .listMerchants,
            ListMerchantsRequest(pageToken: "9"), field: "page_token"),
        BadInput(
            "a long page of the audit", .listAuditEntries,
            ListAuditEntriesRequest(merchantID: "shop", pageSize: 501), field: "page_size"),
        BadInput(
            "a foreign token", .listAuditEntries,
            ListAuditEntriesRequest(merchantID: "shop", pageToken: "9"), field: "page_token"),
    ]
}
