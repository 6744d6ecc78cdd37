import Notifications

/// What happens to payment sessions.
struct SessionCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private let customers: CustomerCommands
    private let erasures: ErasureCommands
    private var records: any Records { context.records }

    init(
        _ context: CommandContext, _ writer: NotificationWriter,
        _ customers: CustomerCommands, _ erasures: ErasureCommands
    ) {
        self.context = context
        self.writer = writer
        self.customers = customers
        self.erasures = erasures
    }

    func enable(_ command: EnableNotifications, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let phone = try? PhoneNumber(
            command.phone, defaultCountry: tenant.merchant.defaultCountry)
        if let phone {
            if try erasures.isErasing(phone, tenant.key) { throw EraseRecipient.isRunning }
            try records.showWishes(of: phone, tenant.key)
        }
        let found = try records.sessionWithNotifications(command.session, of: tenant.key)
        let notifications = found?.notifications ?? []
        let recorded = try found.map {
            try records.recordedStates(of: $0.stored, merchant: tenant.key)
        }
        let effects = try command.decide(
            .init(
                merchant: tenant.merchant, session: found?.stored.session,
                notifications: notifications.map(\.notification),
                recordedStates: recorded ?? [],
                hasAuthenticator: !tenant.authenticators.isEmpty,
                consent: customers.consent(of: phone, tenant.key),
                bindings: tenant.bindings(for: command.plugin)),
            at: now, zones: context.zones)
        let row = try records.put(effects.session, over: found?.stored, of: tenant.key)
        // The sweep may have passed it, as one without a customer.
        if effects.session.createdAt + ForgetOld.pause <= now {
            try records.put(now + ForgetOld.pause, ofSession: row, for: .people)
        }
        try writer.end(
            effects.withdrawals, of: notifications.map(\.outline), in: found?.stored,
            as: .cancelled, tenant.key, at: now)
        try writer.markWithdrawn(effects.withdrawnInFlight, tenant.key, at: now)
        return .enabled(effects.answer)
    }

    func notify(_ command: NotifyStateChange, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let found = try records.load(command, of: tenant.key)
        let session = found?.stored.session
        let notifications = found?.notifications ?? []
        let verdict = try command.decide(
            .init(
                merchant: tenant.merchant, replayed: found?.replayed, session: session,
                notifications: notifications.map(\.outline),
                hasAuthenticator: !tenant.authenticators.isEmpty,
                consent: found?.consent ?? .given,
                bindings: tenant.bindings(for: session?.enablement?.plugin, command.state),
                restoredAt: records.restoredAt),
            at: now, zones: context.zones, ids: &context.ids)
        switch verdict {
        case .replay(let decision):
            return .decided(decision, mended: command.mended)
        case .record(let effects):
            try write(
                effects, digest: command.digest, over: found?.stored, notifications, tenant.key,
                at: now)
            return .decided(effects.change.decision, mended: command.mended)
        }
    }

    private func write(
        _ effects: NotifyStateChange.Effects, digest: RequestDigest, over stored: StoredSession?,
        _ notifications: [StoredOutline], _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        let session = try records.put(effects.session, over: stored, of: merchant)
        try records.insert(effects.change, digest: digest, in: session, of: merchant)
        try writer.end(
            effects.superseded, of: notifications, in: stored, as: .superseded, merchant, at: now)
        try writer.markWithdrawn(effects.withdrawnInFlight, merchant, at: now)
        if let notification = effects.notification,
            let plugin = effects.session.enablement?.plugin
        {
            try writer.create(notification, plugin, in: session, of: merchant)
        }
    }
}

// MARK: - A person who writes to the customer

extension SessionCommands {
    func set(_ command: SetChannel, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let found = try records.sessionWithNotifications(command.session, of: tenant.key)
        let notifications = found?.notifications ?? []
        let effects = try command.decide(
            found?.stored.session, notifications.map(\.notification), at: now)
        // Its notifications are remembered with the channel.
        context.recent.forgetAll()
        _ = try records.put(effects.session, over: found?.stored, of: tenant.key)
        try writer.end(
            effects.answer.withdrawn, of: notifications.map(\.outline), in: found?.stored,
            as: .channelConflict, tenant.key, at: now)
        try writer.markWithdrawn(effects.withdrawnInFlight, tenant.key, at: now)
        try records.insert(effects.audit, of: tenant.key)
        return .channel(effects.answer)
    }

    func send(_ command: SendNotification, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let found = try records.sessionWithNotifications(command.session, of: tenant.key)
        let notifications = found?.notifications ?? []
        let enablement = found?.stored.session.enablement
        let effects = try command.decide(
            .init(
                merchant: tenant.merchant, replayed: nil, session: found?.stored.session,
                notifications: notifications.map(\.notification),
                hasAuthenticator: !tenant.authenticators.isEmpty,
                consent: customers.consent(of: enablement?.phone, tenant.key),
                bindings: tenant.bindings(for: enablement?.plugin, command.state)),
            at: now, zones: context.zones, ids: &context.ids)
        guard let found, let plugin = enablement?.plugin else { throw Refusal.notFound(.session) }
        let notification = effects.notification
        if let existing = notifications.first(where: { $0.notification.id == notification.id }) {
            try writer.takeOver(notification, plugin, over: existing, of: tenant.key)
        } else {
            try writer.create(notification, plugin, in: found.stored.row, of: tenant.key)
        }
        try records.insert(effects.audit, of: tenant.key)
        let key = QueueKey(
            merchant: command.merchant, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: false)
        return .notification(notification.shown(while: tenant.queueStatus(of: key).hold))
    }
}
