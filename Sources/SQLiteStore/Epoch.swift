import Notifications

/// Which life of the data this is.
struct Epoch: Hashable, Sendable {
    /// The number of the start.
    let boot: Int64
    /// One more with each restore from a backup; 1 without one.
    let generation: Int64
    /// When they were last put back from a backup; nil: never.
    let restoredAt: Timestamp?
}
