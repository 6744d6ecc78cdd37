import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: RestoreRecords {
    var restoredAt: Timestamp? { epoch.restoredAt }

    func unsettled(
        after row: Int64, limit: Int
    ) throws(RecordsFault) -> [(row: Int64, reference: NotificationReference)] {
        try neutral(tables.system.unsettled(after: row, limit: limit))
    }

    func runningReplays() throws(RecordsFault) -> [Replay] {
        try neutral(tables.system.runningReplays())
    }

    func notification(
        _ id: NotificationID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> NotificationReference? {
        try neutral(tables.system.notification(id, from: number, proof, at: now))
    }

    func heldSinceRestoreCount(of merchant: MerchantKey) throws(RecordsFault) -> Int {
        try neutral(tables.notifications.heldSinceRestoreCount(of: merchant))
    }

    func heldSinceRestore(
        of merchant: MerchantKey, limit: Int
    ) throws(RecordsFault) -> [NotificationID] {
        try neutral(tables.notifications.heldSinceRestore(of: merchant, limit: limit))
    }
}
