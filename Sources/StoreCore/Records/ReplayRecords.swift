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

    /// How many notifications the filter matches.
    func count(
        _ filter: ReplayFilter, of merchant: MerchantKey
    ) throws(RecordsFault) -> Int

    /// The next notifications that match as they did when the replay began, in the order of their last
    /// changes.
    func matching(
        _ replay: StoredReplay, limit: Int, of merchant: MerchantKey
    ) throws(RecordsFault) -> [(revision: Int64, id: NotificationID)]

    /// Writes a replay that begins, of all that matches and has not changed from here on.
    func insert(_ replay: Replay, of merchant: MerchantKey) throws(RecordsFault)

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

/// Where a replay ends and stands, by the numbers of notifications' last changes.
package struct ReplaySpan: Sendable {
    /// The last change before it began.
    package var last: Int64
    /// That of the last one that it looked at; 0 for none.
    package var cursor: Int64

    package init(last: Int64, cursor: Int64) {
        self.last = last
        self.cursor = cursor
    }

    package static let everything = ReplaySpan(last: .max, cursor: 0)
}
