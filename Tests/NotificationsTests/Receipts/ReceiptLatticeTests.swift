import TestKit
import Testing

@testable import Notifications

/// What is learnt of two attempts of one message comes in any order, and more than once.
@Suite struct ReceiptLatticeTests {
    @Test func everyOrderOfWhatIsLearntOfTwoAttemptsEndsInTheSame() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of everyOrderOfWhatIsLearntOfTwoAttemptsEndsInTheSame: \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let facts = Fact.some(upTo: 5, using: &random)
            let end = TwoAttempts.resent.learning(facts).outcome
            for order in facts.permutations() {
                let outcome = TwoAttempts.resent.learning(order).outcome
                #expect(outcome == end, "seed \(seed): \(order) after \(facts)")
            }
            for _ in 0..<20 {
                let repeated = facts.flatMap {
                    Array(repeating: $0, count: Int.random(in: 1...3, using: &random))
                }.shuffled(using: &random)
                let outcome = TwoAttempts.resent.learning(repeated).outcome
                #expect(outcome == end, "seed \(seed): \(repeated) after \(facts)")
            }
        }
    }

    @Test func aDuplicateIsConfirmedWhenReceiptsProveBothAttemptsAndOnlyThen() {
        let proofs: [Receipt.Status] = [.sent, .delivered, .read]
        for first in Receipt.Status.allCases {
            for second in Receipt.Status.allCases {
                let facts: [Fact] = [.receipt(1, first), .answer(.accepted), .receipt(2, second)]
                for order in facts.permutations() {
                    let end = TwoAttempts.resent.learning(order).notification
                    let areProved = proofs.contains(first) && proofs.contains(second)
                    #expect(end.isDuplicateConfirmed == areProved, "\(order)")
                    #expect(end.isPossibleDuplicate)
                }
            }
        }
    }

    @Test func aFailureOfTheFirstLeavesTheSecondAlone() {
        let facts: [Fact] = [
            .receipt(1, .sent), .receipt(1, .failed), .receipt(2, .sent), .answer(.accepted),
        ]
        for order in facts.permutations() {
            #expect(TwoAttempts.resent.learning(order).notification.status == .sent, "\(order)")
        }
    }

    /// Receipts, looks with evidence, arms and answers in a random order.
    @Test func atMostOneMoreLeavesAndNoneOnceTheFirstIsProved() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of atMostOneMoreLeavesAndNoneOnceTheFirstIsProved: \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            var world = TwoAttempts.uncertain
            var isProved = false
            for _ in 0..<12 {
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    let status = Receipt.Status.allCases.randomElement(using: &random) ?? .sent
                    let attempt = Int.random(in: 1...world.attempts.count, using: &random)
                    world.learn(.receipt(attempt, status))
                    if attempt == 1 { isProved = true }
                case 1: world.look()
                case 2:
                    let before = world.attempts.count
                    world.arm()
                    #expect(!isProved || world.attempts.count == before, "seed \(seed)")
                case 3: world.learn(.answer(.accepted))
                case 4: world.learn(.answer(.unknown))
                default: world.learn(.lateAnswer)
                }
            }
            #expect(world.attempts.count <= 2, "seed \(seed)")
            #expect(world.notification.isPossibleDuplicate == (world.attempts.count == 2))
        }
    }

    @Test(arguments: [
        (Fact.receipt(1, .sent), NotificationStatus.sent), (.receipt(1, .failed), .failed),
        (.receipt(1, .read), .read), (.lateAnswer, .accepted),
    ])
    func aProofThatComesBeforeTheResendIsArmedDropsIt(fact: Fact, status: NotificationStatus) {
        var world = TwoAttempts.uncertain
        world.look()
        #expect(world.notification.status == .pending)

        world.learn(fact)
        world.arm()

        #expect(world.notification.status == status)
        #expect(world.notification.resends == 0)
        #expect(!world.notification.isPossibleDuplicate)
        #expect(world.attempts.count == 1)
    }

    @Test func aSecondAttemptWithoutAnAnswerIsLeftToAPerson() {
        var world = TwoAttempts.resent
        world.learn(.answer(.unknown))
        #expect(world.notification.status == .uncertain)

        world.look()

        #expect(world.notification.status == .unresolved)
    }
}

/// Something that is learnt of the attempts.
enum Fact: Hashable, Sendable {
    /// What Meta answered to the second.
    enum Answer: Hashable, Sendable { case accepted, refused, unknown }

    case receipt(Int, Receipt.Status)
    case answer(Answer)
    /// Our own 200 to the first, behind everything else.
    case lateAnswer

    /// Up to so many that can be true together.
    static func some(
        upTo count: Int, using random: inout some RandomNumberGenerator
    ) -> [Fact] {
        let receipts = (1...2).flatMap { attempt in
            Receipt.Status.allCases.map { Fact.receipt(attempt, $0) }
        }
        let pool = (receipts + [.lateAnswer]).shuffled(using: &random)
        var facts = Array(pool.prefix(Int.random(in: 1..<count, using: &random)))
        let isRefusable = !facts.contains { if case .receipt(2, _) = $0 { true } else { false } }
        let answers: [Answer?] = [nil, .accepted, .unknown] + (isRefusable ? [.refused] : [])
        if let answer = answers.randomElement(using: &random) ?? nil {
            facts.append(.answer(answer))
        }
        return facts
    }
}

/// A notification with its attempts, of which the first had no answer.
private struct TwoAttempts {
    var notification = Fixtures.notification(status: .uncertain, attemptNumber: 1)
    var attempts = [Fixtures.attempt(number: 1, result: .uncertain)]

    static let uncertain = TwoAttempts()

    /// The second is under way.
    static var resent: TwoAttempts {
        var world = uncertain
        world.look()
        world.arm()
        precondition(world.attempts.count == 2, "the evidence allows a resend")
        return world
    }

    /// What has to be the same for all orders.
    struct Outcome: Hashable {
        var status: NotificationStatus
        var reason: String
        var code: Int
        var isDuplicateConfirmed: Bool
        var results: [AttemptResult]
        var receipts: [[Receipt]]
    }

    var outcome: Outcome {
        Outcome(
            status: notification.status, reason: notification.statusReason,
            code: notification.code, isDuplicateConfirmed: notification.isDuplicateConfirmed,
            results: attempts.map(\.result), receipts: attempts.map(\.receipts))
    }

    func learning(_ facts: [Fact]) -> TwoAttempts {
        var world = self
        for fact in facts { world.learn(fact) }
        return world
    }

    mutating func learn(_ fact: Fact) {
        switch fact {
        case .receipt(let number, let status): receive(status, of: number)
        case .answer(.accepted): report(.accepted(Self.message(2), isHeld: false), of: 2)
        case .answer(.refused): report(.refused(code: 100, .stopMessage, detail: ""), of: 2)
        case .answer(.unknown): report(.unknown(code: 0, detail: ""), of: 2)
        case .lateAnswer: report(.accepted(Self.message(1), isHeld: false), of: 1)
        }
    }

    private mutating func receive(_ status: Receipt.Status, of number: Int) {
        let attempt = attempts[number - 1]
        let effects = ReceiptReport(
            phoneNumberID: Fixtures.authenticator.phoneNumberID, token: attempt.token,
            message: Self.message(number), status: status, occurredAt: Fixtures.now,
            code: status == .failed ? 131_026 : 0
        ).decide(
            notification: notification, attempt: attempt,
            others: attempts.filter { $0.number != number }, at: Fixtures.now)
        notification = effects.notification
        attempts[number - 1] = effects.attempt
    }

    private mutating func report(_ result: SendResult, of number: Int) {
        guard number <= attempts.count else { return }
        let attempt = attempts[number - 1]
        let effects = AttemptReport(reference: Self.reference, token: attempt.token, result: result)
            .decide(
                notification: notification, attempt: attempt, earlier: [], at: Fixtures.now,
                jitter: 0)
        notification = effects.notification
        attempts[number - 1] = effects.attempt
    }

    /// Looks with evidence that the newest attempt did not arrive.
    mutating func look() {
        guard let attempt = attempts.last else { return }
        let later = [Timestamp](repeating: Fixtures.now + .seconds(1), count: 3)
        let verdict = ResolveUncertain(reference: Self.reference).decide(
            .init(
                notification: notification, attempt: attempt, binding: Fixtures.binding(),
                evidence: ChannelEvidence(
                    healthySince: Fixtures.now, confirmed: later, isTemplateHeld: false)),
            at: Fixtures.now + .seconds(120))
        if case .change(let changed) = verdict { notification = changed }
    }

    mutating func arm() {
        var ids = Fixtures.ids(seed: UInt64(attempts.count))
        let effects = ArmNotification(reference: Self.reference).decide(
            .init(
                merchant: Fixtures.merchant, notification: notification, earlier: [],
                queue: Fixtures.queueStatus(of: notification), channel: .automatic,
                consent: .given),
            at: Fixtures.now, zones: Fixtures.zones, ids: &ids)
        notification = effects.notification ?? notification
        if let attempt = effects.attempt { attempts.append(attempt) }
    }

    private static func message(_ number: Int) -> MessageID {
        MessageID(rawValue: "wamid.\(number)")
    }

    private static let reference = NotificationReference(
        merchant: Fixtures.merchant.id, notification: NotificationID(rawValue: "notification-1"))
}
