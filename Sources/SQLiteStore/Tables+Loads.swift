import Notifications
import SQLite
import StoreCore

// What commands look at that lies in more than one table.

extension Tables {
    func tenant(_ id: MerchantID) throws(SQLiteError) -> Tenant? {
        guard let (key, merchant) = try merchants.find(id) else { return nil }
        return Tenant(
            key, merchant, authenticators: try merchants.authenticators(of: key),
            bindings: try templates.bindings(of: key),
            pauses: try pauses.concerning(key).map(\.pause.scope))
    }

    /// Four statements at most: what the first one finds nothing of is not asked for.
    func load(
        _ change: NotifyStateChange, of merchant: MerchantKey
    ) throws(SQLiteError) -> SessionForChange? {
        let found = try sessions.find(change.session, of: merchant, for: change.event)
        guard let found else { return nil }
        let row = found.stored.row
        let phone = found.stored.session.enablement?.phone
        return SessionForChange(
            stored: found.stored,
            notifications: found.mayHaveNotifications
                ? try notifications.outlines(of: row, merchant: merchant) : [],
            replayed: found.hasEvent
                ? try sessions.change(by: change.event, in: row, of: merchant) : nil,
            consent: found.hasOptOuts ? try consent(of: phone, merchant) : .given)
    }

    func sessionWithNotifications(
        _ id: SessionID, of merchant: MerchantKey
    ) throws(SQLiteError) -> SessionWithNotifications? {
        guard let stored = try sessions.find(id, of: merchant) else { return nil }
        return SessionWithNotifications(
            stored: stored,
            notifications: try notifications.all(of: stored.row, merchant: merchant))
    }

    func load(
        _ arm: ArmNotification, of merchant: MerchantKey
    ) throws(SQLiteError) -> NotificationToArm? {
        let id = arm.reference.notification
        let session = try notifications.all(withSessionOf: id, merchant: merchant)
        guard let stored = session.first(where: { $0.notification.id == id }) else { return nil }
        return NotificationToArm(
            stored: stored,
            earlier: session.filter { $0.row < stored.row }.map(\.notification),
            consent: Consent(
                try optOuts.all(of: stored.notification.phone, merchant: merchant)))
    }

    func queue(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID {
        if let found = try queues.find(key, of: merchant) { return found }
        return try queues.insert(key, of: merchant)
    }

    func people(of portfolio: String) throws(SQLiteError) -> (total: Int, first: Timestamp?) {
        let total = try conversations.count(of: portfolio, after: Self.ever)
        return (total, try conversations.first(of: portfolio))
    }

    /// Before all messages.
    private static let ever = Timestamp(milliseconds: .min)

    func removePeople(
        until moment: Timestamp, of portfolio: String, limit: Int
    ) throws(SQLiteError) -> (removed: Int, first: Timestamp?) {
        let removed = try conversations.remove(until: moment, of: portfolio, limit: limit)
        return (removed, try conversations.first(of: portfolio))
    }

    /// What the recipient wants; given without a recipient.
    func consent(
        of phone: PhoneNumber?, _ merchant: MerchantKey
    ) throws(SQLiteError) -> Consent {
        guard let phone else { return .given }
        return Consent(try optOuts.all(of: phone, merchant: merchant))
    }
}
