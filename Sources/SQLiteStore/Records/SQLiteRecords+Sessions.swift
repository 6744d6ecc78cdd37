internal import Notifications
internal import SQLite
internal import StoreCore

extension SQLiteRecords: SessionRecords {
    /// Four statements at most: what the first one finds nothing of is not asked for.
    func load(
        _ change: NotifyStateChange, of merchant: MerchantKey
    ) throws(SQLiteError) -> SessionForChange? {
        let found = try tables.sessions.find(change.session, of: merchant, for: change.event)
        guard let found else { return nil }
        let row = found.stored.row
        let phone = found.stored.session.enablement?.phone
        return SessionForChange(
            stored: found.stored,
            notifications: found.mayHaveNotifications
                ? try tables.notifications.outlines(of: row, merchant: merchant) : [],
            replayed: found.hasEvent
                ? try tables.sessions.change(by: change.event, in: row, of: merchant) : nil,
            consent: found.hasOptOuts ? try consent(of: phone, merchant) : .given)
    }

    func sessionWithNotifications(
        _ id: SessionID, of merchant: MerchantKey
    ) throws(SQLiteError) -> SessionWithNotifications? {
        guard let stored = try tables.sessions.find(id, of: merchant) else { return nil }
        return SessionWithNotifications(
            stored: stored,
            notifications: try tables.notifications.all(of: stored.row, merchant: merchant))
    }

    func session(
        _ id: SessionID, of merchant: MerchantKey
    ) throws(SQLiteError) -> StoredSession? {
        try tables.sessions.find(id, of: merchant)
    }

    func recordedStates(
        of session: StoredSession, merchant: MerchantKey
    ) throws(SQLiteError) -> [PaymentState] {
        try tables.sessions.recordedStates(of: session.row, merchant: merchant)
    }

    func put(
        _ session: Session, over stored: StoredSession?, of merchant: MerchantKey
    ) throws(SQLiteError) -> Int64 {
        try tables.sessions.put(session, over: stored, of: merchant)
    }

    func insert(
        _ change: StateChange, digest: RequestDigest, in session: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.sessions.insert(
            change, digest: digest, number: nextRevision(), in: session, of: merchant)
    }

    private func consent(
        of phone: PhoneNumber?, _ merchant: MerchantKey
    ) throws(SQLiteError) -> Consent {
        guard let phone else { return .given }
        return Consent(try tables.optOuts.all(of: phone, merchant: merchant))
    }
}

extension SQLiteRecords: CustomerRecords {
    func optOuts(
        of phone: PhoneNumber, merchant: MerchantKey
    ) throws(SQLiteError) -> [OptOut] {
        try tables.optOuts.all(of: phone, merchant: merchant)
    }

    func put(
        _ word: OptOut, of phone: PhoneNumber, merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.optOuts.put(word, of: phone, merchant: merchant)
    }

    func phones(
        named name: String, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [PhoneNumber] {
        try tables.names.phones(named: name, merchant)
    }

    func put(
        name: String, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.names.put(name, of: phone, merchant)
    }
}
