package import Notifications
internal import SQLite

extension SQLiteStore: DeliveryStore {
    package func queues() async throws(StoreFailure) -> [QueueState] {
        try await read { tables throws(SQLiteError) in try tables.queueStates() }
    }

    package func due(
        in queues: [QueueID], at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [DueNotification] {
        guard !queues.isEmpty else { return [] }
        return try await read { tables throws(SQLiteError) in
            try tables.due(in: queues, at: now, limit: limit)
        }
    }

    package func uncertain(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        try await read { tables throws(SQLiteError) in
            try tables.delivery.uncertain(at: now, limit: limit)
        }
    }

    package func nextDeadline() async throws(StoreFailure) -> Timestamp? {
        try await read { tables throws(SQLiteError) in try tables.delivery.nextDeadline() }
    }

    package func senders() async throws(StoreFailure) -> [Sender] {
        try await read { tables throws(SQLiteError) in try tables.delivery.senders() }
    }

    package func expired(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        try await read { tables throws(SQLiteError) in
            try tables.delivery.expired(at: now, limit: limit)
        }
    }
}

// What a scheduler asks that knows no queues.
extension SQLiteStore {
    package func due(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        let open = try await queues().filter { $0.hold == nil }.map(\.id)
        return try await due(in: open, at: now, limit: limit).map(\.reference)
    }

    package func nextWakeUp() async throws(StoreFailure) -> Timestamp? {
        let open = try await queues().filter { $0.hold == nil }.map(\.nextDue)
        return (open + [try await nextDeadline()].compactMap { $0 }).min()
    }
}
