import Notifications
import StoreCore
import TestKit
import Testing

/// What Meta refuses with a code that may be about more than the message.
@Suite struct RefusalTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let merchant = Fixtures.merchant.id

    init() throws { place = try StorePlace(clock: clock) }

    /// Arms the message of the state in a session of its own.
    private func armed(
        _ session: Int, _ state: PaymentState = .paid, in store: any Store
    ) async throws -> OutboundMessage {
        try await store.enable("session-\(session)")
        return try await store.armed(state, session: "session-\(session)")
    }

    private func end(
        _ message: OutboundMessage, _ result: SendResult, in store: any Store
    ) async throws {
        try await store.report(result, of: message)
    }

    private static let refusal = SendResult.refused(code: 100, .stopMessage, detail: "no")
    private static func accepted(_ name: String) -> SendResult {
        .accepted(MessageID(rawValue: "wamid.\(name)"), isHeld: false)
    }

    private func notification(_ session: Int, in store: any Store) async throws -> Notification {
        try #require(
            try await store.timeline("session-\(session)").notifications.first?.notification)
    }

    @Test func aMessageThatIsRefusedIsKept() async throws {
        try await place.withPrepared { store in
            try await end(try await armed(1, in: store), Self.refusal, in: store)

            let kept = try await notification(1, in: store)
            #expect(kept.status == .pending)
            #expect(kept.statusReason == "REFUSED")
            #expect(kept.code == 100)
            #expect(kept.dueAt > clock.now())
        }
    }

    @Test func itEndsWhenAnotherOfItsTemplateIsAcceptedAfterIt() async throws {
        try await place.withPrepared { store in
            let before = try await armed(1, in: store)
            clock.advance(by: .seconds(1))
            try await end(try await armed(2, in: store), Self.refusal, in: store)
            try await end(before, Self.accepted("1"), in: store)
            #expect(try await notification(2, in: store).status == .pending)

            clock.advance(by: .seconds(1))
            try await end(try await armed(3, in: store), Self.accepted("3"), in: store)
            let ended = try await notification(2, in: store)
            #expect(ended.status == .dead)
            #expect(ended.statusReason == "PROVIDER_REJECTED")
            #expect(ended.code == 100)
        }
    }

    @Test func itEndsWithItsTimeAtTheLatest() async throws {
        try await place.withPrepared { store in
            let message = try await armed(1, in: store)
            try await end(message, Self.refusal, in: store)
            clock.advance(by: .seconds(86_400))
            _ = try await store.carryOut(.expire(ExpireNotification(reference: message.reference)))

            #expect(try await notification(1, in: store).status == .expired)
        }
    }

    @Test func fiveInARowStopTheTemplateAndAllOfThemWait() async throws {
        try await place.withPrepared { store in
            for session in 1...5 {
                try await end(try await armed(session, in: store), Self.refusal, in: store)
            }

            for session in 1...5 {
                let kept = try await notification(session, in: store)
                #expect(kept.status == .held)
                #expect(kept.statusReason == "TEMPLATE_UNAPPROVED")
            }
            let stopped = try #require(try await store.bindings(of: merchant))
                .filter { $0.status != .approved }
            #expect(Set(stopped.map(\.content.label)) == ["order_update (en)"])
            #expect(stopped.allSatisfy { $0.problem.contains("100") })
        }
    }

    @Test func theFirstThatIsTakenAfterwardsEndsNoneOfThem() async throws {
        try await place.withPrepared { store in
            for session in 1...5 {
                try await end(try await armed(session, in: store), Self.refusal, in: store)
            }
            for binding in try #require(try await store.bindings(of: merchant)) {
                try await store.verify(binding, as: .approved)
            }
            clock.advance(by: .seconds(1))
            let first = try await notification(1, in: store).id
            try await end(try await store.arm(first), Self.accepted("1"), in: store)

            #expect(try await notification(1, in: store).status == .accepted)
            for session in 2...5 {
                #expect(try await notification(session, in: store).status == .pending)
            }
        }
    }

    @Test func severalTemplatesInARowStopTheNumberForTheMerchant() async throws {
        try await place.withPrepared { store in
            try await bindAnother(in: store)
            for session in 1...3 {
                try await end(try await armed(session, in: store), Self.refusal, in: store)
            }
            for session in 4...5 {
                try await end(
                    try await armed(session, .failed, in: store), Self.refusal, in: store)
            }

            let stops = try #require(try await store.senders(of: merchant)?.first?.stops)
            #expect(stops.map(\.cause) == [.refusing])
            #expect(stops.map(\.merchant) == [merchant])
            #expect(stops.map(\.source) == [.refusals])
            for session in 1...5 {
                let kept = try await notification(session, in: store)
                #expect(kept.status == .pending && kept.statusReason.isEmpty)
            }
        }
    }

    /// Another template speaks for failed payments.
    private func bindAnother(in store: any Store) async throws {
        let own = try #require(try await store.authenticators(of: merchant)?.first)
        let answer = try await store.carryOut(
            .registerTemplate(
                RegisterTemplate(
                    merchant: merchant, authenticator: own.id, language: .english,
                    plugin: .paymentRequest, scopes: [.state(.failed)], ignoredPhases: [],
                    content: Fixtures.content(name: "failure", language: .english))))
        guard case .templateRegistered(let registered) = answer else { return }
        for binding in registered.bindings { try await store.verify(binding, as: .approved) }
    }

    @Test(arguments: [RefusalClass.stopTemplate, .pauseTemplate])
    func whatIsRefusedForItsTemplateWaitsForIt(refusal: RefusalClass) async throws {
        try await place.withPrepared { store in
            let message = try await armed(1, in: store)
            try await end(
                message, .refused(code: 132_001, refusal, detail: "no"), in: store)

            let waiting = try await notification(1, in: store)
            #expect(waiting.status == .held)
            #expect(waiting.attemptsSpent == 0)
        }
    }

    @Test func whatIsAboutTheRecipientEndsAndStopsNobodyElse() async throws {
        try await place.withPrepared { store in
            for session in 1...6 {
                try await end(
                    try await armed(session, in: store),
                    .refused(code: 131_026, .stopRecipient, detail: "no"), in: store)
                #expect(try await notification(session, in: store).status == .dead)
            }
            let bindings = try #require(try await store.bindings(of: merchant))
            #expect(bindings.allSatisfy { $0.status == .approved })
        }
    }

    @Test func aMessageThatWasSentBeforeItsTemplateWasLetGoStopsItNoMore() async throws {
        try await place.withPrepared { store in
            let old = try await armed(1, in: store)
            let stopped = try await armed(2, in: store)
            try await end(
                stopped, .refused(code: 132_001, .stopTemplate, detail: "no"), in: store)
            clock.advance(by: .seconds(60))
            for binding in try #require(try await store.bindings(of: merchant)) {
                try await store.verify(binding, as: .approved)
            }
            try await end(old, .refused(code: 132_001, .stopTemplate, detail: "no"), in: store)

            let bindings = try #require(try await store.bindings(of: merchant))
            #expect(bindings.allSatisfy { $0.status == .approved })
        }
    }
}
