import Notifications
import SQLite
import StoreCore

// How queues stand, as a reader finds it.

extension Tables {
    /// What decides how the merchant's queues stand; templates without their components.
    func conditions(of merchant: MerchantKey) throws(SQLiteError) -> QueueConditions {
        QueueConditions(
            bindings: try templates.outlines(of: merchant).map(\.binding),
            authenticators: try merchants.authenticators(of: merchant),
            pauses: try pauses.concerning(merchant).map(\.pause.scope))
    }

    /// The merchant's queues that are held, each with the reason.
    func holds(of merchant: MerchantKey) throws(SQLiteError) -> [QueueID: HoldReason] {
        let conditions = try conditions(of: merchant)
        var holds: [QueueID: HoldReason] = [:]
        for (id, key) in try queues.all(of: merchant) {
            holds[id] = QueueStatus(of: key, under: conditions).hold
        }
        return holds
    }

    /// The queues of all merchants in which something waits for its turn.
    func queueStates() throws(SQLiteError) -> [QueueState] {
        var known: [MerchantKey: QueueConditions] = [:]
        var states: [QueueState] = []
        for queue in try delivery.queues() {
            guard let nextDue = queue.nextDue else { continue }
            if known[queue.merchant] == nil {
                known[queue.merchant] = try conditions(of: queue.merchant)
            }
            guard let conditions = known[queue.merchant] else { continue }
            let status = QueueStatus(of: queue.key, under: conditions)
            states.append(status.state(of: queue.id, queue.key, nextDue: nextDue))
        }
        return states
    }

    /// What is due in the queues, earliest first.
    func due(
        in queues: [QueueID], at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [DueNotification] {
        try DueMerge.earliest(in: queues, limit: limit) { queue, count throws(SQLiteError) in
            try delivery.due(in: queue, at: now, limit: count)
        }
    }
}
