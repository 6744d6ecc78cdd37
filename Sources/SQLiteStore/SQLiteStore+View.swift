package import Notifications
import SQLite
import StoreCore

extension SQLiteStore {
    package func view(
        _ query: SessionViewQuery
    ) async throws(StoreFailure) -> Lookup<SessionView> {
        let now = clock.now()
        let silences = silenceRecord
        return try await read { tables throws(SQLiteError) in
            try tables.view(query, silences, at: now)
        }
    }
}

extension Tables {
    fileprivate func view(
        _ query: SessionViewQuery, _ silences: SilenceRecord, at now: Timestamp
    ) throws(SQLiteError) -> Lookup<SessionView> {
        guard let (key, merchant) = try merchants.find(query.merchant) else {
            return .missing(.merchant)
        }
        var timeline: SessionTimeline?
        if let session = query.session {
            guard let stored = try sessions.find(session, of: key) else {
                return .missing(.session)
            }
            timeline = try self.timeline(of: stored, merchant: key)
        }
        let recipient = timeline?.session.enablement?.phone ?? query.recipient
        let conditions = try completeConditions(of: key)
        return .found(
            SessionView(
                merchant: merchant, session: timeline?.session,
                stateChanges: timeline?.stateChanges ?? [],
                entries: timeline?.notifications ?? [], conditions: conditions,
                consent: try consent(of: recipient, key),
                senders: try senders(of: conditions),
                authenticators: try authenticatorStatuses(of: key, silences, at: now), now: now))
    }

    /// As ``conditions(of:)``, with all components of the templates.
    private func completeConditions(
        of merchant: MerchantKey
    ) throws(SQLiteError) -> QueueConditions {
        var conditions = try conditions(of: merchant)
        conditions.bindings = try templates.bindings(of: merchant).map(\.binding)
        return conditions
    }

    private func senders(of conditions: QueueConditions) throws(SQLiteError) -> [Sender] {
        let own = conditions.authenticators.map(\.phoneNumberID)
        return try self.senders.all().filter { own.contains($0.number) }
    }
}
