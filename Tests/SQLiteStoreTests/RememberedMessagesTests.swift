import EventLoop
import SQLite
import TestKit
import Testing

@testable import Notifications
@testable import SQLiteStore
@testable import StoreCore

/// What the writer remembers of messages is what is stored of them, whatever happens to them.
@Suite struct RememberedMessagesTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [UInt64.random(in: 0 ... .max), 7])
    func isWhatIsStored(seed: UInt64) async throws {
        print("seed of the remembered messages: \(seed)")
        var options = SQLiteStoreOptions.fixture(in: folder, clock: clock)
        try await withStore(options) { store in
            try await store.prepare()
            for number in RandomLife.sessions { try await store.enable("s-\(number)") }
        }
        let lock = try OpenedDatabase.lock(&options)
        let opened = try OpenedDatabase(options)
        var life = RandomLife(opened, clock: clock, seed: seed)

        for step in 0..<500 {
            let what = try life.takeStep()
            try life.compare("seed \(seed), step \(step): \(what)")
        }

        #expect(life.compared > 100, "seed \(seed)")
        #expect(lock.path.hasSuffix(".lock"))
    }
}

/// A writer's commands about a few sessions, drawn at random.
private struct RandomLife {
    static let sessions = 1...6

    private let opened: OpenedDatabase
    private let clock: ManualClock
    private var random: SeededGenerator
    private var notifications: [NotificationReference] = []
    private var messages: [OutboundMessage] = []
    private var events = 0
    /// How often something was remembered, and compared with what is stored.
    private(set) var compared = 0

    init(_ opened: OpenedDatabase, clock: ManualClock, seed: UInt64) {
        self.opened = opened
        self.clock = clock
        random = SeededGenerator(seed: seed)
    }

    /// Carries a command out in a transaction, and now and then takes its writes back.
    mutating func takeStep() throws -> String {
        clock.advance(by: .seconds(Int.random(in: 0...40, using: &random)))
        guard let command = command() else { return "nothing" }
        try opened.transaction.begin()
        var answer: CommandAnswer?
        do { answer = try opened.runner.run(command, at: clock.now()) } catch is Refusal {}
        if Int.random(in: 0..<12, using: &random) == 0 {
            try opened.transaction.rollback()
            opened.runner.forgetAll()
            return "\(command), taken back"
        }
        try opened.transaction.commit()
        switch answer {
        case .decided(let decision, _):
            if let id = decision.notification { note(id) }
        case .armed(.send(let message, _)): messages.append(message)
        default: break
        }
        return "\(command)"
    }

    private mutating func note(_ id: NotificationID) {
        let reference = NotificationReference(
            merchant: Fixtures.merchant.id, notification: id)
        if !notifications.contains(reference) { notifications.append(reference) }
    }

    func stored(_ reference: NotificationReference) throws -> StoredNotification {
        let tenant = try #require(try opened.records.tenant(reference.merchant))
        return try #require(
            try opened.records.notification(reference.notification, of: tenant.key))
    }

    mutating func compare(_ place: String) throws {
        for reference in notifications {
            guard let known = opened.runner.context.recent.find(reference) else { continue }
            let tenant = try #require(try opened.records.tenant(reference.merchant))
            let stored = try stored(reference)
            #expect(known.notification.notification == stored.notification, "\(place)")
            #expect(known.notification.revision == stored.revision, "\(place)")
            #expect(known.notification.queue == stored.queue, "\(place)")
            #expect(known.notification.channel == stored.channel, "\(place)")
            #expect(known.notification.isReplay == stored.isReplay, "\(place)")
            let attempt = try opened.records.attempt(
                known.attempt.attempt.token, of: stored, merchant: tenant.key)
            #expect(known.attempt.attempt == attempt?.attempt, "\(place)")
            #expect(known.attempt.row == attempt?.row, "\(place)")
            compared += 1
        }
    }
}

extension RandomLife {
    /// The next command; nil: there is nothing yet that it could be about.
    private mutating func command() -> Command? {
        let session = SessionID(rawValue: "s-\(Self.sessions.randomElement(using: &random) ?? 1)")
        let kind = Int.random(in: 0..<18, using: &random)
        if kind < 3 || notifications.isEmpty { return change(of: session) }
        if kind == 3 { return setChannel(of: session) }
        guard let reference = notifications.randomElement(using: &random) else { return nil }
        if kind < 7 { return .arm(ArmNotification(reference: reference)) }
        guard let message = messages.randomElement(using: &random) else { return nil }
        switch kind {
        case 7, 8: return result(of: messages.last ?? message)
        case 9, 10, 11: return receipt(of: message)
        case 12: return .expire(ExpireNotification(reference: reference))
        case 13: return .resolveUncertain(ResolveUncertain(reference: reference))
        case 14: return resend(reference)
        case 15: return .forget(ForgetOld(.texts, until: clock.now(), limit: 8))
        case 16: return .forget(ForgetOld(.people, until: clock.now(), limit: 3))
        default: return .cancel(CancelNotification(reference: reference))
        }
    }

    private mutating func change(of session: SessionID) -> Command {
        events += 1
        let state = PaymentState.allCases.randomElement(using: &random) ?? .paid
        var change = Fixtures.change(to: state, event: "event-\(events)")
        change.session = session
        return .notifyStateChange(change)
    }

    private mutating func setChannel(of session: SessionID) -> Command {
        .setChannel(
            SetChannel(
                merchant: Fixtures.merchant.id, session: session,
                channel: Channel.allCases.randomElement(using: &random) ?? .automatic,
                actor: .unknown))
    }

    private mutating func resend(_ reference: NotificationReference) -> Command {
        events += 1
        return .resend(
            ResendNotification(
                reference: reference, key: ResendKey(rawValue: "key-\(events)"),
                allowsSuperseded: true, actor: .unknown))
    }

    private mutating func result(of message: OutboundMessage) -> Command {
        let results: [SendResult] = [
            .accepted(MessageID(rawValue: "wamid.\(message.token)"), isHeld: false),
            .refused(code: 131_026, .stopRecipient, detail: "no"),
            .refused(code: 131_000, .retry(after: nil), detail: "later"),
            .notSent(detail: "no connection"), .unknown(code: 0, detail: "no answer"),
        ]
        return .recordAttempt(
            AttemptReport(
                reference: message.reference, token: message.token,
                result: results.randomElement(using: &random) ?? results[0]))
    }

    private mutating func receipt(of message: OutboundMessage) -> Command {
        let status = Receipt.Status.allCases.randomElement(using: &random) ?? .sent
        return .recordReceipt(
            ReceiptReport(
                phoneNumberID: Fixtures.authenticator.phoneNumberID,
                token: Bool.random(using: &random) ? message.token : nil,
                message: MessageID(rawValue: "wamid.\(message.token)"), status: status,
                occurredAt: clock.now(), code: status == .failed ? 131_026 : 0))
    }
}
