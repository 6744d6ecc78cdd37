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
    ///
    /// A queue is read a few rows at a time: all of them together give little more than the limit.
    func due(
        in queues: [QueueID], at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [DueNotification] {
        var pages = queues.map { DuePage(queue: $0, size: limit / queues.count + 8) }
        for index in pages.indices { try pages[index].read(delivery, at: now) }
        var merged: [DueNotification] = []
        while merged.count < limit {
            let first = pages.indices.filter { pages[$0].next != nil }.min { left, right in
                pages[left].dueAt < pages[right].dueAt
            }
            guard let first, let next = pages[first].next else { break }
            merged.append(next)
            try pages[first].advance(delivery, at: now)
        }
        return merged
    }
}

/// The first due rows of a queue, on their way into a page of several queues.
private struct DuePage {
    let queue: QueueID
    /// Rows asked for; doubled when they are used up.
    var size: Int
    private var rows: [DueNotification] = []
    private var used = 0

    init(queue: QueueID, size: Int) {
        self.queue = queue
        self.size = size
    }

    var next: DueNotification? { used < rows.count ? rows[used] : nil }

    var dueAt: Timestamp { next?.dueAt ?? Timestamp(milliseconds: .max) }

    mutating func read(_ table: DeliveryTable, at now: Timestamp) throws(SQLiteError) {
        rows = try table.due(in: queue, at: now, limit: size)
    }

    mutating func advance(_ table: DeliveryTable, at now: Timestamp) throws(SQLiteError) {
        used += 1
        guard used == rows.count, rows.count == size else { return }
        size *= 2
        try read(table, at: now)
    }
}
