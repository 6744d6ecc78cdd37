import Notifications
import Testing

@Suite struct TransitionTests {
    /// A row for each current state, a column for each new one.
    ///
    /// `+` advance, `=` again, `s` stale, `x` illegal, `!` anomaly.
    private static let table = """
                   created pending attempted failed expired authorized paid cod canceled invalided
        none       +       +       +         +      +       +          +    +   +        +
        created    =       +       +         +      +       +          +    +   +        +
        pending    s       =       +         +      +       +          +    +   +        +
        attempted  s       s       =         +      +       +          +    +   +        +
        failed     s       s       s         =      x       +          +    +   x        +
        expired    s       s       s         x      =       +          +    +   x        +
        authorized s       s       s         s      s       =          x    x   x        x
        paid       s       s       s         s      s       x          =    x   x        x
        cod        s       s       s         s      s       x          x    =   +        +
        canceled   s       s       s         s      s       !          !    s   =        s
        invalided  s       s       s         s      s       !          !    s   s        =
        """

    @Test func followsTheTableOfCurrentAndNewState() throws {
        let rows = Self.table.split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        let columns = try #require(rows.first).compactMap(PaymentState.init(rawValue:))
        let states = PaymentState.allCases.filter { !$0.isOperation }
        try #require(Set(columns) == Set(states))
        try #require(Set(rows.dropFirst().map { $0[0] }) == Set(states.map(\.rawValue) + ["none"]))

        for row in rows.dropFirst() {
            let current = PaymentState(rawValue: row[0])
            #expect(row.count == columns.count + 1)
            for (new, mark) in zip(columns, row.dropFirst()) {
                #expect(Self.mark(Transition(from: current, to: new)) == mark, "\(row[0]) → \(new)")
            }
        }
    }

    @Test(arguments: PaymentState.allCases.filter(\.isOperation))
    func anOperationIsNeverAStateOfTheSession(operation: PaymentState) {
        let currents = PaymentState.allCases.filter { !$0.isOperation }.map(Optional.some) + [nil]

        for current in currents {
            let transition = Transition(from: current, to: operation)
            #expect(transition == .operation)
            #expect(!transition.isCurrent && !transition.becomesCurrent)
        }
    }

    @Test(arguments: PaymentState.allCases)
    func withdrawsWhatItMakesPointless(state: PaymentState) {
        let withdrawn: [PaymentState: [PaymentState]] = [
            .failed: [.created], .expired: [.created], .cod: [.created], .canceled: [.created],
            .invalided: [.created], .authorized: [.created, .failed, .expired],
            .paid: [.created, .failed, .expired],
        ]

        #expect(state.withdraws == withdrawn[state] ?? [])
    }

    private static func mark(_ transition: Transition) -> String {
        switch transition {
        case .advance: "+"
        case .again: "="
        case .stale: "s"
        case .illegal: "x"
        case .anomaly: "!"
        case .operation: "o"
        }
    }
}
