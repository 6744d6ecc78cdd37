internal import Notifications
internal import SQLite

extension CommandRunner {
    func set(_ command: SetChannel, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let stored = try tables.sessions.find(command.session, of: tenant.key)
        let notifications = try all(of: stored, tenant.key)
        let effects = try command.decide(
            stored?.session, notifications.map(\.notification), at: now)
        _ = try tables.sessions.put(effects.session, over: stored, of: tenant.key)
        try end(
            effects.answer.withdrawn, of: notifications.map(\.outline), in: stored,
            as: .channelConflict, tenant.key, at: now)
        try markWithdrawn(effects.withdrawnInFlight, tenant.key, at: now)
        try tables.audit.insert(effects.audit, of: tenant.key)
        return .channel(effects.answer)
    }

    func send(_ command: SendNotification, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let stored = try tables.sessions.find(command.session, of: tenant.key)
        let notifications = try all(of: stored, tenant.key)
        let plugin = stored?.session.enablement?.plugin
        let effects = try command.decide(
            .init(
                merchant: tenant.merchant, replayed: nil, session: stored?.session,
                notifications: notifications.map(\.notification),
                hasAuthenticator: !tenant.authenticators.isEmpty,
                consent: consent(of: stored?.session.enablement?.phone, tenant.key),
                bindings: tenant.bindings(for: plugin, command.state)),
            at: now, zones: zones, ids: &ids)
        guard let stored, let plugin else { throw Refusal.notFound(.session) }
        let notification = effects.notification
        if let existing = notifications.first(where: { $0.notification.id == notification.id }) {
            try takeOver(notification, plugin, over: existing, of: tenant.key)
        } else {
            try create(notification, plugin, in: stored.row, of: tenant.key)
        }
        try tables.audit.insert(effects.audit, of: tenant.key)
        let key = QueueKey(
            merchant: command.merchant, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: false)
        return .notification(notification.shown(while: tenant.standing(of: key).hold))
    }

    private func takeOver(
        _ notification: Notification, _ plugin: Plugin, over stored: NotificationTable.Stored,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        let key = QueueKey(
            merchant: merchant.id, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: false)
        let queue = try queue(key, of: merchant)
        try tables.notifications.takeOver(
            notification, row: stored.row, revision: nextRevision(), queue, of: merchant)
        trace.counts.append((stored.notification.status, -1))
        trace.counts.append((notification.status, 1))
        announce(notification, in: queue, of: merchant)
    }
}
