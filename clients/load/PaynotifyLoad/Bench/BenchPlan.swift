/// How long a bench takes and how often it looks.
struct BenchPlan: Hashable, Sendable {
    /// How often each figure is measured; its median counts.
    var rounds = 2
    /// Seconds of a run.
    var seconds = 4.0
    var warmUpSeconds = 0.5
    /// Numbers of connections that do nothing.
    var idle = [1_000, 10_000]

    /// Calls a second of the open loops.
    var rates = [200.0, 1_000, 6_000]
    /// Messages of a drained backlog, of one on a single number, and of those that leave alone.
    var backlogRows = 20_000
    var oneNumberRows = 3_000
    var loneMessages = 100

    /// Under five minutes.
    static let full = BenchPlan()
    /// Under a minute; says less.
    static let quick = BenchPlan(
        rounds: 1, seconds: 2, warmUpSeconds: 0.3, idle: [1_000], rates: [1_000],
        backlogRows: 5_000, oneNumberRows: 1_000, loneMessages: 20)

    /// A closed loop of the plan's length.
    func shape(_ connections: Int, _ inFlight: Int) -> LoadShape {
        LoadShape(
            connections: connections, inFlight: inFlight, seconds: seconds,
            warmUpSeconds: warmUpSeconds)
    }

    /// An open loop of the plan's length, with room for as many calls as the closed one has.
    func shape(rate: Double) -> LoadShape {
        var shape = shape(64, 16)
        shape.rate = rate
        return shape
    }
}
