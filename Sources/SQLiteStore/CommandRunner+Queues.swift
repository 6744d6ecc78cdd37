internal import Notifications
internal import SQLite

extension CommandRunner {
    /// The queue with the key, made if there is none.
    func queue(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID {
        if let known = queues.find(key, of: merchant) { return known }
        let found = try tables.queues.find(key, of: merchant)
        let id = if let found { found } else { try tables.queues.insert(key, of: merchant) }
        queues.add(id, key, of: merchant)
        return id
    }

    func record(_ report: SenderReport, at now: Timestamp) throws -> CommandAnswer {
        let merchant = try report.merchant.map(knownTenant)?.key
        let known = try tables.senders.stop(of: report.number, for: merchant)
        if let known, !report.replaces(known) { return .recorded(nil) }
        if let stop = report.stop {
            try tables.senders.put(stop, of: report.number, for: merchant)
        } else {
            try tables.senders.release(report.number, for: merchant, at: now)
        }
        return .recorded(nil)
    }
}
