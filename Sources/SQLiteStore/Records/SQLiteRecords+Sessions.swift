import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: SessionRecords {
    func load(
        _ change: NotifyStateChange, of merchant: MerchantKey
    ) throws(RecordsFault) -> SessionForChange? {
        try neutral(tables.load(change, of: merchant))
    }

    func sessionWithNotifications(
        _ id: SessionID, of merchant: MerchantKey
    ) throws(RecordsFault) -> SessionWithNotifications? {
        try neutral(tables.sessionWithNotifications(id, of: merchant))
    }

    func session(
        _ id: SessionID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredSession? {
        try neutral(tables.sessions.find(id, of: merchant))
    }

    func recordedStates(
        of session: StoredSession, merchant: MerchantKey
    ) throws(RecordsFault) -> [PaymentState] {
        try neutral(tables.sessions.recordedStates(of: session.row, merchant: merchant))
    }

    func put(
        _ session: Session, over stored: StoredSession?, of merchant: MerchantKey
    ) throws(RecordsFault) -> Int64 {
        try neutral(tables.sessions.put(session, over: stored, of: merchant))
    }

    func insert(
        _ change: StateChange, digest: RequestDigest, in session: Int64, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(
            tables.sessions.insert(
                change, digest: digest, number: nextRevision(), in: session, of: merchant))
    }
}

extension SQLiteRecords: CustomerRecords {
    func optOuts(
        of phone: PhoneNumber, merchant: MerchantKey
    ) throws(RecordsFault) -> [OptOut] {
        try neutral(tables.optOuts.all(of: phone, merchant: merchant))
    }

    func put(
        _ word: OptOut, of phone: PhoneNumber, merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.optOuts.put(word, of: phone, merchant: merchant))
    }

    func phones(
        named name: String, _ merchant: MerchantKey
    ) throws(RecordsFault) -> [PhoneNumber] {
        try neutral(tables.names.phones(named: name, merchant))
    }

    func put(
        name: String, of phone: PhoneNumber, _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        try neutral(tables.names.put(name, of: phone, merchant, at: now))
    }
}
