/// How large the store is, and how old what it keeps.
package struct StoreFigures: Hashable, Sendable {
    /// Bytes that data take up, without what is free for others in the store's file.
    package var usedBytes: Int
    /// Bytes in the file that are free for what comes.
    package var reusableBytes: Int
    /// Bytes by which the engine lets the file grow.
    package var growthBytesMax: Int
    /// When the oldest session was made; nil: there is none.
    package var oldestSession: Timestamp?
    /// Notifications that were removed with their sessions, by the status that they had.
    package var removed: [NotificationStatus: Int]

    package init(
        usedBytes: Int, reusableBytes: Int, growthBytesMax: Int, oldestSession: Timestamp?,
        removed: [NotificationStatus: Int]
    ) {
        self.usedBytes = usedBytes
        self.reusableBytes = reusableBytes
        self.growthBytesMax = growthBytesMax
        self.oldestSession = oldestSession
        self.removed = removed
    }

    /// Nothing is known.
    package static let none = StoreFigures(
        usedBytes: 0, reusableBytes: 0, growthBytesMax: 0, oldestSession: nil, removed: [:])
}
