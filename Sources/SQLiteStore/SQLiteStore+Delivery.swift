package import Notifications
import SQLite

extension SQLiteStore {
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
        try await read { tables throws(SQLiteError) in
            try tables.senders.all(shared: try tables.apps.sharedNumbers())
        }
    }

    package func expired(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        try await read { tables throws(SQLiteError) in
            try tables.delivery.expired(at: now, limit: limit)
        }
    }
}
