import Notifications

/// The calls that a session gets, one after the other, and how many of a hundred sessions get them.
///
/// The mix is that of a checkout; one call in fifty repeats the one before it.
struct CheckoutFlow {
    var share: Int
    var states: [PaymentState]
    /// Whether the last call is made twice, with the same `event_id`.
    var repeatsLast = false

    static let all = [
        CheckoutFlow(share: 66, states: [.created, .paid]),
        CheckoutFlow(share: 4, states: [.created, .paid], repeatsLast: true),
        CheckoutFlow(share: 15, states: [.created, .failed, .paid]),
        CheckoutFlow(share: 5, states: [.created, .canceled]),
        CheckoutFlow(share: 5, states: [.created, .expired]),
        CheckoutFlow(share: 5, states: [.created, .authorized]),
    ]
}

/// What the floor runs, as it was recorded.
struct FloorScript {
    struct Call {
        var program: RecordedProgram
        var state: PaymentState
        var isRepeated: Bool
    }

    struct Flow {
        var share: Int
        var calls: [Call]
    }

    var settings: [String]
    var schema: [String]
    var begin: RecordedProgram
    var merchant: RecordedProgram
    var enable: RecordedProgram
    var flows: [Flow]
    var checkpointPages: Int
    var callsPerCommitMax: Int

    /// All that commits end with: the commit itself last, the others in an order of their own.
    var end: RecordedProgram {
        let programs = [enable] + flows.flatMap(\.calls).map(\.program)
        let steps = Set(programs.flatMap(\.ends))
        let commits = steps.filter { $0.text == "COMMIT" }
        let others = steps.subtracting(commits).sorted { "\($0)" < "\($1)" }
        return RecordedProgram(steps: others + commits)
    }
}
