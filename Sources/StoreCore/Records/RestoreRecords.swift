package import Notifications

/// What a restore leaves: data of a backup, and what may have happened since to what is in them.
package protocol RestoreRecords: AnyObject {
    /// When the data were put back from a backup; nil: never.
    var restoredAt: Timestamp? { get }

    /// Notifications of all merchants that a restore makes uncertain, by their numbers inside, after the
    /// one with the number; at most `limit`.
    func unsettled(
        after row: Int64, limit: Int
    ) throws(RecordsFault) -> [(row: Int64, reference: NotificationReference)]

    /// Replays of all merchants that run; may leave some out, but never all.
    func runningReplays() throws(RecordsFault) -> [Replay]

    /// The notification, if a merchant has it who sends from the number as the app proves; nil: nobody.
    func notification(
        _ id: NotificationID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> NotificationReference?

    /// How many of the merchant's are held because they tell of what happened before a restore.
    func heldSinceRestoreCount(of merchant: MerchantKey) throws(RecordsFault) -> Int

    /// Those, oldest first; at most `limit`.
    func heldSinceRestore(
        of merchant: MerchantKey, limit: Int
    ) throws(RecordsFault) -> [NotificationID]
}
