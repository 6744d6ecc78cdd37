package import Notifications
import SQLite
import StoreCore

extension SQLiteStore {
    package func merchant(_ id: MerchantID) async throws(StoreFailure) -> Merchant? {
        try await read { tables throws(SQLiteError) in try tables.merchants.find(id)?.merchant }
    }

    package func authenticators(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [Authenticator]? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.merchants.authenticators(of: key)
        }
    }

    package func authenticator(
        _ id: AuthenticatorID
    ) async throws(StoreFailure) -> Authenticator? {
        try await read { tables throws(SQLiteError) in try tables.system.authenticator(id) }
    }

    package func bindings(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [TemplateBinding]? {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.templates.bindings(of: key).map(\.binding)
        }
    }

    package func timeline(
        of session: SessionID, merchant: MerchantID
    ) async throws(StoreFailure) -> Lookup<SessionTimeline> {
        try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else {
                return .missing(.merchant)
            }
            guard let stored = try tables.sessions.find(session, of: key) else {
                return .missing(.session)
            }
            return .found(try tables.timeline(of: stored, merchant: key))
        }
    }

    package func notifications(
        _ query: NotificationQuery
    ) async throws(StoreFailure) -> NotificationPage? {
        try await read { tables throws(SQLiteError) in try tables.page(query) }
    }

    package func unverifiedBindings(
        limit: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        try await read { tables throws(SQLiteError) in
            try tables.complete(try tables.system.unverifiedBindings(limit: limit))
        }
    }

    package func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        try await read { tables throws(SQLiteError) in
            try tables.complete(
                try tables.system.overdueBindings(
                    checkedBefore: moment, limit: limit, offset: offset))
        }
    }

    package func unapprovedBindings(
        limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        try await read { tables throws(SQLiteError) in
            try tables.complete(
                try tables.system.unapprovedBindings(limit: limit, offset: offset))
        }
    }

    package func templateCounts() async throws(StoreFailure) -> [TemplateStatus: Int] {
        try await read { tables throws(SQLiteError) in try tables.system.bindingCounts() }
    }

    package func counts() async throws(StoreFailure) -> [NotificationStatus: Int] {
        try await read { tables throws(SQLiteError) in try tables.system.counts() }
    }
}

extension Tables {
    fileprivate func complete(
        _ found: [SystemTable.ToVerify]
    ) throws(SQLiteError) -> [BindingToVerify] {
        var complete: [BindingToVerify] = []
        for var item in found {
            try templates.complete(&item.stored, of: item.merchant)
            complete.append(BindingToVerify(binding: item.stored.binding, account: item.account))
        }
        return complete
    }

    func timeline(
        of stored: StoredSession, merchant: MerchantKey
    ) throws(SQLiteError) -> SessionTimeline {
        let holds = try holds(of: merchant)
        var entries: [SessionTimeline.Entry] = []
        for found in try notifications.all(of: stored.row, merchant: merchant) {
            entries.append(
                .init(
                    notification: found.notification.shown(while: holds[found.queue]),
                    attempts: try attempts.all(of: found.row, merchant: merchant)))
        }
        let changes = try sessions.changes(
            of: stored.row, merchant: merchant, limit: SessionTimeline.stateChangesMax)
        return SessionTimeline(
            session: stored.session, stateChanges: changes, notifications: entries)
    }

    fileprivate func page(_ query: NotificationQuery) throws(SQLiteError) -> NotificationPage? {
        guard let (key, _) = try merchants.find(query.merchant) else { return nil }
        var session: Int64?
        if let id = query.session {
            guard let stored = try sessions.find(id, of: key) else {
                return .empty(at: query.position)
            }
            session = stored.row
        }
        let holds = try holds(of: key)
        var found = try notifications.page(
            at: query.position, session: session, status: query.status, held: holds.keys,
            limit: query.limit + 1, of: key)
        let hasMore = found.cut(to: query.limit)
        let page = found.map { $0.notification.shown(while: holds[$0.queue]) }
        switch query.position {
        case .latest:
            return NotificationPage(notifications: page, next: hasMore ? found.last?.revision : nil)
        case .changed(let after):
            return NotificationPage(notifications: page, next: found.last?.revision ?? after)
        }
    }
}

extension NotificationPage {
    fileprivate static func empty(at position: NotificationQuery.Position) -> Self {
        switch position {
        case .latest: Self(notifications: [], next: nil)
        case .changed(let after): Self(notifications: [], next: after)
        }
    }
}
