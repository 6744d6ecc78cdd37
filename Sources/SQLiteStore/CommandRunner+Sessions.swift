internal import Notifications
internal import SQLite

extension CommandRunner {
    func enable(_ command: EnableNotifications, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let stored = try tables.sessions.find(command.session, of: tenant.key)
        let notifications = try all(of: stored, tenant.key)
        let recorded = try stored.map {
            try tables.sessions.recordedStates(of: $0.row, merchant: tenant.key)
        }
        let effects = try command.decide(
            .init(
                merchant: tenant.merchant, session: stored?.session,
                notifications: notifications.map(\.notification),
                recordedStates: recorded ?? [],
                hasAuthenticator: !tenant.authenticators.isEmpty,
                consent: consent(
                    of: try? PhoneNumber(
                        command.phone, defaultCountry: tenant.merchant.defaultCountry), tenant.key),
                bindings: tenant.bindings(for: command.plugin)),
            at: now, zones: zones)
        _ = try tables.sessions.put(effects.session, over: stored, of: tenant.key)
        try end(
            effects.withdrawals, of: notifications.map(\.outline), in: stored, as: .cancelled,
            tenant.key, at: now)
        try markWithdrawn(effects.withdrawnInFlight, tenant.key, at: now)
        return .enabled(effects.answer)
    }

    func notify(_ command: NotifyStateChange, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let found = try tables.sessions.find(
            command.session, of: tenant.key, for: command.event)
        let stored = found?.stored
        let notifications =
            if let found, found.mayHaveNotifications {
                try tables.notifications.outlines(of: found.stored.row, merchant: tenant.key)
            } else {
                [NotificationTable.StoredOutline]()
            }
        var replayed: NotifyStateChange.Replayed?
        if let found, found.hasEvent {
            replayed = try tables.sessions.change(
                by: command.event, in: found.stored.row, of: tenant.key)
        }
        let verdict = try command.decide(
            .init(
                merchant: tenant.merchant, replayed: replayed, session: stored?.session,
                notifications: notifications.map(\.outline),
                hasAuthenticator: !tenant.authenticators.isEmpty,
                consent: found?.hasOptOuts == true
                    ? consent(of: stored?.session.enablement?.phone, tenant.key) : .given,
                bindings: tenant.bindings(
                    for: stored?.session.enablement?.plugin, command.state)),
            at: now, zones: zones, ids: &ids)
        switch verdict {
        case .replay(let decision):
            return .decided(decision, mended: command.mended)
        case .record(let effects):
            try write(
                effects, digest: command.digest, over: stored, notifications, tenant.key, at: now)
            return .decided(effects.change.decision, mended: command.mended)
        }
    }

    private func write(
        _ effects: NotifyStateChange.Effects, digest: RequestDigest,
        over stored: SessionTable.Stored?, _ notifications: [NotificationTable.StoredOutline],
        _ merchant: MerchantKey, at now: Timestamp
    ) throws {
        let session = try tables.sessions.put(effects.session, over: stored, of: merchant)
        try tables.sessions.insert(
            effects.change, digest: digest, number: nextRevision(), in: session, of: merchant)
        try end(
            effects.superseded, of: notifications, in: stored, as: .superseded, merchant, at: now)
        try markWithdrawn(effects.withdrawnInFlight, merchant, at: now)
        if let notification = effects.notification,
            let plugin = effects.session.enablement?.plugin
        {
            try create(notification, plugin, in: session, of: merchant)
        }
    }

    func markWithdrawn(
        _ ids: [NotificationID], _ merchant: MerchantKey, at now: Timestamp
    ) throws {
        for id in ids {
            guard let stored = try tables.notifications.find(id, of: merchant) else { continue }
            var notification = stored.notification
            notification.isWithdrawn = true
            notification.updatedAt = now
            try put(notification, over: stored, of: merchant)
        }
    }

    /// Ends notifications of a session of which nothing has left, and tells of those that waited for
    /// them.
    func end(
        _ withdrawals: [Withdrawal], of notifications: [NotificationTable.StoredOutline],
        in session: SessionTable.Stored?, as reason: EndReason, _ merchant: MerchantKey,
        at now: Timestamp
    ) throws {
        guard let session, !withdrawals.isEmpty else { return }
        var freesOthers = false
        var othersWait = false
        for stored in notifications {
            let outline = stored.outline
            guard withdrawals.contains(where: { $0.notification == outline.id }) else {
                if outline.status == .pending { othersWait = true }
                continue
            }
            try tables.notifications.end(
                row: stored.row, as: reason, at: now, revision: nextRevision(), of: merchant)
            trace.counts.append((outline.status, -1))
            trace.counts.append((reason.status, 1))
            if outline.blocksLater { freesOthers = true }
        }
        guard freesOthers, othersWait else { return }
        for other in try tables.notifications.all(of: session.row, merchant: merchant) {
            announce(other.notification, in: other.queue, of: merchant)
        }
    }

    func all(
        of session: SessionTable.Stored?, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [NotificationTable.Stored] {
        guard let session else { return [] }
        return try tables.notifications.all(of: session.row, merchant: merchant)
    }
}
