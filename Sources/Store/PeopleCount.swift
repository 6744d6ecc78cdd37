internal import Notifications

/// How many people a portfolio with a limit wrote to in the last day, in the writer's memory.
///
/// It agrees with the table of conversations after each command, and is forgotten with all else when
/// writes are taken back.
struct PeopleCount {
    let limit: Int
    /// People in the table, those among them who have left the window too.
    var total: Int
    /// No one was last written to before; nil: the table is empty.
    var first: Timestamp?
    /// For each allowance the last message whose end was promised to a notification that waits: those
    /// that wait together are let go one after the other, not all at the first end.
    var promised: [Int: Timestamp] = [:]
}
