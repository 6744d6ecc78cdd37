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
        #expect(store.auditQueries.map(\.before) == [9])
        #expect(store.auditQueries.map(\.limit) == [3])
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
            "a long page of the audit", .listAuditEntries,
            ListAuditEntriesRequest(merchantID: "shop", pageSize: 501), field: "page_size"),
        BadInput(
            "a foreign token", .listAuditEntries,
            ListAuditEntriesRequest(merchantID: "shop", pageToken: "9"), field: "page_token"),
    ]
}
