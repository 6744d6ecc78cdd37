import Calls
import Messages
import Notifications
import RPC
import TestKit
import Testing

struct QueryRequestTests {
    @Test func showsAMerchant() async throws {
        // given
        let bench = Bench(ScriptedStore(.init(merchant: Sample.merchant)))
        // when
        let response = try await bench.call(
            .getMerchant, GetMerchantRequest(merchantID: "shop"))
        // then
        #expect(response.merchant == Sample.setMerchant.merchant)
    }

    @Test func listsMerchantsByPages() async throws {
        // given
        let page = MerchantPage(merchants: [Sample.merchant], next: 4)
        let store = ScriptedStore(.init(merchantPage: page))
        let bench = Bench(store)
        // when
        let response = try await bench.call(
            .listMerchants, ListMerchantsRequest(pageSize: 1, pageToken: "n9"))
        // then
        #expect(
            response
                == ListMerchantsResponse(
                    merchants: [Sample.setMerchant.merchant], nextPageToken: "n4"))
        #expect(store.merchantsQueries == [MerchantsQuery(before: 9, limit: 1)])
    }

    @Test func listsAuthenticatorsAndTemplates() async throws {
        // given
        let bench = Bench(
            ScriptedStore(
                .init(authenticators: [Sample.authenticator], bindings: [Sample.binding])))
        // when
        let authenticators = try await bench.call(
            .listAuthenticators, ListAuthenticatorsRequest(merchantID: "shop"))
        let templates = try await bench.call(
            .listTemplates, ListTemplatesRequest(merchantID: "shop"))
        // then
        #expect(authenticators.authenticators.map(\.authenticatorID) == ["auth-1"])
        let binding = try #require(templates.bindings.first)
        #expect(binding.status == .mismatch)
        #expect(binding.problem == "components[0].text differs")
        #expect(binding.phase == .unspecified)
        #expect(binding.components.map(\.type) == [.body, .footer, .button])
        #expect(binding.components.last?.url == "https://pay.example/{{1}}")
        #expect(binding.components.last?.variables.map(\.attribute) == [.checkoutLink])
    }

    @Test func listsSendersWithWhatMendsAStop() async throws {
        // given
        let stop = Notifications.SenderStop(
            number: Sample.authenticator.phoneNumberID, merchant: MerchantID(rawValue: "shop"),
            cause: .credentials, code: 190, since: Timestamp(milliseconds: 1_000),
            until: Timestamp(milliseconds: 61_000))
        let sender = SenderStatus(
            number: stop.number, accountID: "102290129340398", portfolio: "5000",
            details: SenderDetails(throughput: 1_000, quality: "GREEN", messagingLimit: 250),
            messagingLimit: 2_000, peopleReached: 17, stops: [stop])
        let bench = Bench(ScriptedStore(.init(senders: [sender])))
        // when
        let response = try await bench.call(
            .listSenders, ListSendersRequest(merchantID: "shop"))
        // then
        let expected = Messages.Sender(
            phoneNumberID: "106540352242922", wabaID: "102290129340398", portfolioID: "5000",
            throughput: 1_000, quality: "GREEN", messagingLimit: 2_000, peopleReached: 17,
            stops: [
                Messages.SenderStop(
                    cause: "CREDENTIALS", metaCode: 190, beganAtMilliseconds: 1_000,
                    triedAgainAtMilliseconds: 61_000,
                    advice: "Meta refuses the access token: register the authenticator again with "
                        + "a valid one.")
            ])
        #expect(response.senders == [expected])
    }

    @Test func showsANumberThatMetaWasNotAskedAbout() async throws {
        // given
        let sender = SenderStatus(
            number: PhoneNumberID(rawValue: "8"), accountID: "7", portfolio: "7", details: nil,
            messagingLimit: nil, peopleReached: 0, stops: [])
        let bench = Bench(ScriptedStore(.init(senders: [sender])))
        // when
        let response = try await bench.call(
            .listSenders, ListSendersRequest(merchantID: "shop"))
        // then
        let expected = Messages.Sender(phoneNumberID: "8", wabaID: "7", portfolioID: "7")
        #expect(response.senders == [expected])
    }

    @Test func answersNotFoundForAnUnknownMerchant() async {
        // given
        let bench = Bench(ScriptedStore())
        // when
        let statuses = [
            await bench.refusal(
                .getMerchant, GetMerchantRequest(merchantID: "x")),
            await bench.refusal(
                .listAuthenticators, ListAuthenticatorsRequest(merchantID: "x")),
            await bench.refusal(
                .listSenders, ListSendersRequest(merchantID: "x")),
            await bench.refusal(
                .listTemplates, ListTemplatesRequest(merchantID: "x")),
            await bench.refusal(
                .listNotifications, ListNotificationsRequest(merchantID: "x")),
        ]
        // then
        #expect(
            statuses.allSatisfy { $0?.code == .notFound && $0?.reason == "MERCHANT_NOT_FOUND" })
    }

    @Test(arguments: [
        (Refusal.Missing.session, "SESSION_NOT_FOUND"), (.merchant, "MERCHANT_NOT_FOUND"),
    ])
    func answersNotFoundForAnUnknownSession(missing: Refusal.Missing, reason: String) async {
        // given
        let bench = Bench(ScriptedStore(.init(timeline: .missing(missing))))
        // when
        let status = await bench.refusal(
            .getSession,
            GetSessionRequest(merchantID: "shop", sessionID: "order-1"))
        // then
        #expect(status?.code == .notFound)
        #expect(status?.reason == reason)
    }

    @Test func showsATimelineWithoutPersonalNumbers() async throws {
        // given
        let bench = Bench(ScriptedStore(.init(timeline: .found(.sample))))
        // when
        let payload = try await bench.reply(
            to: RPCRequest(
                .getSession,
                GetSessionRequest(merchantID: "shop", sessionID: "order-1"))
        ).get()
        let response = try GetSessionResponse(decoding: payload, unknownEnumNumbers: .refused)
        // then
        #expect(response.session.phoneMasked == "+965••••5678")
        #expect(response.session.selectedStates == [.paid])
        #expect(response.stateChanges.map(\.rulesPassed) == [["state_supported", "not_expired"]])
        let attempt = try #require(response.notifications.first?.attempts.first)
        #expect(attempt.messageIDMasked == "wamid.…NTY3")
        #expect(attempt.result == "accepted")
        #expect(attempt.token == "t")
        #expect(attempt.renderedText == "Hello Layla")
        #expect(attempt.receipts.map(\.status) == ["delivered"])
        #expect(!String(decoding: payload, as: UTF8.self).contains("12345678"))
    }

    @Test func showsASessionThatWasNeverEnabled() async throws {
        // given
        var timeline = SessionTimeline.sample
        timeline.session.enablement = nil
        timeline.session.currentState = nil
        let bench = Bench(ScriptedStore(.init(timeline: .found(timeline))))
        // when
        let response = try await bench.call(
            .getSession,
            GetSessionRequest(merchantID: "shop", sessionID: "order-1"))
        // then
        #expect(!response.session.enabled)
        #expect(response.session.plugin == .unspecified)
        #expect(response.session.currentState == .unspecified)
        #expect(response.session.phoneMasked.isEmpty)
    }
}

struct ListNotificationsTests {
    @Test func pagesFromTheNewest() async throws {
        // given
        let store = ScriptedStore(
            .init(page: NotificationPage(notifications: [Sample.notification], next: 41)))
        // when
        let response = try await Bench(store).call(
            .listNotifications,
            ListNotificationsRequest(
                merchantID: "shop", sessionID: "order-1", status: .dead, pageSize: 1,
                pageToken: "c42"))
        // then
        #expect(
            store.queries == [
                NotificationQuery(
                    merchant: MerchantID(rawValue: "shop"),
                    session: SessionID(rawValue: "order-1"), status: .dead,
                    position: .latest(before: 42), limit: 1)
            ])
        #expect(response.nextPageToken == "c41")
        #expect(response.nextUpdatedAfter.isEmpty)
        #expect(response.notifications.map(\.notificationID) == ["note-1"])
    }

    @Test func theLastPageHasNoToken() async throws {
        // given
        let store = ScriptedStore(.init(page: NotificationPage(notifications: [], next: nil)))
        // when
        let response = try await Bench(store).call(
            .listNotifications, ListNotificationsRequest(merchantID: "shop"))
        // then
        #expect(store.queries.map(\.limit) == [50])
        #expect(store.queries.map(\.position) == [.latest(before: nil)])
        #expect(response.nextPageToken.isEmpty)
    }

    @Test func followsChangesAlsoWhenThereAreNone() async throws {
        // given
        let store = ScriptedStore(.init(page: NotificationPage(notifications: [], next: nil)))
        // when
        let response = try await Bench(store).call(
            .listNotifications,
            ListNotificationsRequest(merchantID: "shop", updatedAfter: "7"))
        // then
        #expect(store.queries.map(\.position) == [.changed(after: 7)])
        #expect(response.nextUpdatedAfter == "7")
        #expect(response.nextPageToken.isEmpty)
    }
}

extension SessionTimeline {
    fileprivate static let sample = SessionTimeline(
        session: Notifications.Session(
            id: SessionID(rawValue: "order-1"),
            enablement: Enablement(
                plugin: .paymentRequest, phone: PhoneNumber(checkedE164: "+96512345678"),
                language: .english, states: [.paid]),
            currentState: .paid,
            attributes: Notifications.SessionAttributes(
                amount: Money(checkedAmount: "14.000", currency: "KWD")),
            createdAt: Timestamp(milliseconds: 1), updatedAt: Timestamp(milliseconds: 2)),
        stateChanges: [
            Notifications.StateChange(
                state: .paid, event: EventID(rawValue: "evt-1"),
                occurredAt: Timestamp(milliseconds: 1), receivedAt: Timestamp(milliseconds: 2),
                decision: Sample.decision)
        ],
        notifications: [
            Entry(
                notification: Sample.notification,
                attempts: [
                    Notifications.Attempt(
                        number: 1, token: AttemptToken(rawValue: "t"),
                        armedAt: Timestamp(milliseconds: 1), endedAt: Timestamp(milliseconds: 2),
                        result: .accepted, code: 0, detail: "",
                        message: MessageID(rawValue: "wamid.HBgLOTY1MTIzNDU2NzgVAgARGBI5NTY3"),
                        template: "order_paid/en_US", renderedText: "Hello Layla",
                        receipts: [
                            Notifications.Receipt(
                                status: .delivered, occurredAt: Timestamp(milliseconds: 3),
                                receivedAt: Timestamp(milliseconds: 4), code: 0)
                        ])
                ])
        ])
}
