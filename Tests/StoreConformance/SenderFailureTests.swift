import Notifications
import StoreCore
import TestKit
import Testing

/// Numbers that failed receipts stop.
@Suite struct SenderFailureTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let number = Fixtures.authenticator.phoneNumberID

    init() throws { place = try StorePlace(clock: clock) }

    /// A message that Meta accepted.
    private func accepted(_ session: Int, in store: any Store) async throws -> OutboundMessage {
        try await store.enable("session-\(session)")
        let message = try await store.armed(.paid, session: "session-\(session)")
        try await store.report(
            .accepted(MessageID(rawValue: "w.\(session)"), isHeld: false), of: message)
        clock.advance(by: .seconds(1))
        return message
    }

    private func tell(
        _ status: Receipt.Status, of message: OutboundMessage,
        _ refusal: RefusalClass = .stopSender(.restricted), in store: any Store
    ) async throws {
        var report = ReceiptReport(
            phoneNumberID: number, token: message.token,
            message: MessageID(rawValue: "w.\(message.token)"), status: status,
            occurredAt: clock.now(), code: status == .failed ? 131_042 : 0)
        if status == .failed { report.refusal = refusal }
        _ = try await store.carryOut(.recordReceipt(report))
        clock.advance(by: .seconds(1))
    }

    private func stops(in store: any Store) async throws -> [SenderStop] {
        try await store.senders(of: Fixtures.merchant.id)?.first?.stops ?? []
    }

    @Test func aFailureThatIsTheSendersStopsTheNumber() async throws {
        try await place.withPrepared { store in
            let observer = RecordingObserver()
            let message = try await accepted(1, in: store)
            store.observe(observer)
            try await tell(.failed, of: message, in: store)

            let stop = try #require(try await stops(in: store).first)
            #expect(stop.cause == .restricted)
            #expect(stop.code == 131_042)
            #expect(stop.source == .receipt)
            #expect(stop.merchant == Fixtures.merchant.id)
            #expect(observer.events.contains { $0.queuesChanged })
        }
    }

    @Test func aFailureThatIsTheRecipientsStopsNothing() async throws {
        try await place.withPrepared { store in
            let message = try await accepted(1, in: store)
            try await tell(.failed, of: message, .stopRecipient, in: store)

            #expect(try await stops(in: store).isEmpty)
        }
    }

    @Test func aMessageThatComesThroughLetsTheNumberGo() async throws {
        try await place.withPrepared { store in
            let early = try await accepted(1, in: store)
            let failed = try await accepted(2, in: store)
            try await tell(.failed, of: failed, in: store)
            try await tell(.sent, of: early, in: store)
            #expect(try await stops(in: store).count == 1)

            let probe = try await accepted(3, in: store)
            try await tell(.sent, of: probe, in: store)
            #expect(try await stops(in: store).isEmpty)
        }
    }

    @Test func aFailureOfAMessageThatLeftBeforeTheNumberWasLetGoIsOld() async throws {
        try await place.withPrepared { store in
            let late = try await accepted(1, in: store)
            let failed = try await accepted(2, in: store)
            try await tell(.failed, of: failed, in: store)
            _ = try await store.carryOut(
                .recordSender(
                    SenderReport(
                        goesOn: number, for: Fixtures.merchant.id, after: clock.now())))
            try await tell(.failed, of: late, in: store)
            #expect(try await stops(in: store).isEmpty)

            try await tell(.failed, of: try await accepted(3, in: store), in: store)
            #expect(try await stops(in: store).count == 1)
        }
    }

    @Test func aRepeatedReceiptSaysNothingNew() async throws {
        try await place.withPrepared { store in
            let message = try await accepted(1, in: store)
            try await tell(.failed, of: message, in: store)
            _ = try await store.carryOut(
                .recordSender(
                    SenderReport(
                        goesOn: number, for: Fixtures.merchant.id, after: clock.now())))
            try await tell(.failed, of: message, in: store)

            #expect(try await stops(in: store).isEmpty)
        }
    }

    @Test func aFailureForItsTemplateStopsTheTemplate() async throws {
        try await place.withPrepared { store in
            let message = try await accepted(1, in: store)
            try await tell(.failed, of: message, .stopTemplate, in: store)

            let bindings = try #require(try await store.bindings(of: Fixtures.merchant.id))
            #expect(
                bindings.filter { $0.content.label == "order_update (en)" }
                    .allSatisfy { $0.status == .unapproved })
        }
    }
}
