import Notifications
import TestKit
import Testing

/// Promise 5: what does not depend on the order and repetition of a session's calls.
@Suite struct OrderIndependenceTests {
    /// Something that happens to a session.
    enum Step: Hashable, Sendable {
        case notify(PaymentState, event: String)
        case enable

        static func notify(_ state: PaymentState) -> Step {
            .notify(state, event: state.rawValue)
        }
    }

    /// How far delivery comes between two calls.
    enum Delivery: CaseIterable, Sendable {
        case none, armsOnly, sendsAll, isRefused, isUnsure
    }

    private static let states = PaymentState.allCases.filter { !$0.isOperation }

    @Test(arguments: [1, 2, 3])
    func everyOrderOfAFewStatesEndsInTheSameState(size: Int) throws {
        for subset in Self.states.subsets(ofSize: size) {
            try Self.check(subset.map(Step.notify), delivery: .sendsAll)
        }
    }

    @Test(arguments: Delivery.allCases, [0, 1, 2, 3])
    func everyOrderOfARepeatedHistoryEndsInTheSameState(delivery: Delivery, set: Int) throws {
        let histories: [[Step]] = [
            [
                .notify(.created), .notify(.created), .notify(.failed), .notify(.paid),
                .notify(.paid, event: "again"),
            ],
            [
                .notify(.created), .notify(.pending), .notify(.expired),
                .notify(.authorized), .notify(.expired, event: "again"),
            ],
            [
                .notify(.created), .notify(.attempted), .notify(.canceled),
                .notify(.canceled), .notify(.created, event: "again"),
            ],
            [
                .notify(.canceled), .notify(.failed), .notify(.paid), .notify(.paid),
                .notify(.created),
            ],
        ]

        try Self.check(histories[set], delivery: delivery)
    }

    @Test func everyOrderOfSixCallsEndsInTheSameState() throws {
        let steps: [Step] = [
            .notify(.created), .notify(.pending), .notify(.attempted), .notify(.failed),
            .notify(.paid), .notify(.canceled),
        ]

        try Self.check(steps, delivery: .armsOnly)
    }

    @Test func everyOrderThatMovesEnableTooRecordsTheSameStates() throws {
        let steps: [Step] = [
            .enable, .notify(.created), .notify(.failed), .notify(.paid),
            .notify(.paid, event: "again"),
        ]

        try Self.check(steps, delivery: .sendsAll, enablesFirst: false)
    }

    @Test func longRandomHistoriesKeepThePromises() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of longRandomHistoriesKeepThePromises: \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var toy = ToySession()
            try toy.enable()
            for _ in 0..<12 {
                let state = Self.states[Int.random(in: Self.states.indices, using: &random)]
                let event = "\(state)-\(Int.random(in: 0..<2, using: &random))"
                #expect(try toy.notify(Fixtures.change(to: state, event: event)), "seed \(seed)")
                let chosen = Int.random(in: Delivery.allCases.indices, using: &random)
                Self.deliver(&toy, Delivery.allCases[chosen])
            }
            Self.expectPromises(of: toy, "seed \(seed)")
        }
    }

    /// Plays every order of the steps and compares what must not differ.
    private static func check(
        _ steps: [Step], delivery: Delivery, enablesFirst: Bool = true
    ) throws {
        let told = Set(steps.compactMap(\.state))
        let end = lastState(of: told)
        for order in steps.permutations() {
            var toy = ToySession()
            if enablesFirst { try toy.enable() }
            for step in order {
                switch step {
                case .enable: try toy.enable()
                case .notify(let state, let event):
                    let change = Fixtures.change(to: state, event: event)
                    #expect(try toy.notify(change), "\(order)")
                }
                deliver(&toy, delivery)
            }
            #expect(Set(toy.changes.map(\.state)) == told, "\(order)")
            if let end { #expect(toy.session?.currentState == end, "\(order)") }
            expectPromises(of: toy, "\(order)")
        }
    }

    private static func deliver(_ toy: inout ToySession, _ delivery: Delivery) {
        if delivery == .none { return }
        toy.arm()
        switch delivery {
        case .none, .armsOnly: break
        case .sendsAll:
            toy.finish(with: .accepted(MessageID(rawValue: "wamid"), isHeld: false))
        case .isRefused:
            toy.finish(with: .refused(code: 130_429, .retry(after: nil), detail: ""))
        case .isUnsure:
            toy.finish(with: .unknown(code: 0, detail: ""))
        }
    }

    private static func expectPromises(of toy: ToySession, _ hint: String) {
        let notified = toy.notifications.map(\.state)
        #expect(Set(notified).count == notified.count, "a state was notified twice: \(hint)")
        let intents = toy.changes.filter { [.queued, .held].contains($0.decision.outcome) }
        #expect(Set(intents.map(\.state)) == Set(notified), "\(hint)")
        #expect(intents.count == notified.count, "\(hint)")
        // A closed session is above all ranks.
        let ranks = toy.sent.map { $0.rank ?? 5 }
        #expect(ranks == ranks.sorted(), "a lower rank was sent after a higher one: \(hint)")
    }

    /// The state that every order ends in; nil for states that contradict each other, of which the
    /// first one told stays.
    private static func lastState(of told: Set<PaymentState>) -> PaymentState? {
        let payments = told.intersection([.authorized, .paid])
        let failures = told.intersection([.failed, .expired])
        if let payment = payments.first {
            return payments.count == 1 && !told.contains(.cod) ? payment : nil
        }
        if told.isSuperset(of: [.canceled, .invalided]) { return nil }
        if told.contains(.invalided) { return .invalided }
        if told.contains(.canceled) { return failures.isEmpty ? .canceled : nil }
        if told.contains(.cod) { return .cod }
        if failures.count == 2 { return nil }
        return told.max { ($0.rank ?? 0) < ($1.rank ?? 0) }
    }
}

extension OrderIndependenceTests.Step {
    /// The state that is told of; nil for others.
    var state: PaymentState? {
        if case .notify(let state, _) = self { state } else { nil }
    }
}
