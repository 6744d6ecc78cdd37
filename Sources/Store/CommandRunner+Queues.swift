internal import Notifications
internal import SQLite

extension CommandRunner {
    /// Queues that are remembered at most.
    static let queuesMax = 100_000

    /// The queue with the key, made if there is none.
    func queue(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID {
        if let known = queues[key] { return known }
        let found = try tables.queues.find(key, of: merchant)
        let id = if let found { found } else { try tables.queues.insert(key, of: merchant) }
        if queues.count >= Self.queuesMax { queues = [:] }
        queues[key] = id
        return id
    }

    func record(_ report: SenderReport) throws -> CommandAnswer {
        let merchant = try report.merchant.map(knownTenant)?.key
        try tables.delivery.put(report.stop, of: report.number, for: merchant)
        return .recorded(nil)
    }
}
