package import Notifications

/// What people send once more: notifications one by one, and replays with what they match.
package protocol ReplayRecords: AnyObject {
    /// Whether the notification was resent by the key.
    func isResent(
        _ notification: StoredNotification, by key: ResendKey, _ merchant: MerchantKey
    ) throws(RecordsFault) -> Bool

    func putResend(
        of notification: StoredNotification, by key: ResendKey, _ actor: ActorName,
        _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault)

    /// nil: unknown.
    func replay(_ id: ReplayID, of merchant: MerchantKey) throws(RecordsFault) -> StoredReplay?

    /// The merchant's replay that goes on; nil: none does.
    func runningReplay(of merchant: MerchantKey) throws(RecordsFault) -> StoredReplay?

    /// How many notifications the filter matches, and the number inside of the last of them.
    func count(
        _ filter: ReplayFilter, of merchant: MerchantKey
    ) throws(RecordsFault) -> (matched: Int, last: Int64)

    /// The next notifications that match as they did when the replay began.
    func matching(
        _ replay: StoredReplay, limit: Int, of merchant: MerchantKey
    ) throws(RecordsFault) -> [(row: Int64, id: NotificationID)]

    /// Writes a replay that begins, of all that matches up to `last` and has not changed from here on.
    func insert(_ replay: Replay, last: Int64, of merchant: MerchantKey) throws(RecordsFault)

    /// Writes what can change after its beginning.
    func update(
        _ replay: Replay, cursor: Int64, over stored: StoredReplay, of merchant: MerchantKey
    ) throws(RecordsFault)
}

/// A replay, its number inside, and where it stands.
package struct StoredReplay: Sendable {
    package let row: Int64
    package var span: ReplaySpan
    package var replay: Replay

    package init(row: Int64, span: ReplaySpan, replay: Replay) {
        self.row = row
        self.span = span
        self.replay = replay
    }
}

/// Where a replay begins, ends and stands, by the numbers of notifications and of their changes.
package struct ReplaySpan: Sendable {
    /// The last one that matched when it began.
    package var last: Int64
    /// The last change before it began.
    package var lastRevision: Int64
    /// The last one that it looked at; 0 for none.
    package var cursor: Int64

    package init(last: Int64, lastRevision: Int64, cursor: Int64) {
        self.last = last
        self.lastRevision = lastRevision
        self.cursor = cursor
    }

    package static let everything = ReplaySpan(last: .max, lastRevision: .max, cursor: 0)
}
