internal import Notifications

/// The numbers of queues that were asked for.
///
/// Looked up by the merchant's row, then one after the other: a merchant has a few, and to hash a
/// whole key takes longer.
struct KnownQueues {
    /// Queues that are remembered at most.
    static let countMax = 100_000

    private typealias Entry = (key: QueueKey, id: QueueID)
    private var entries: [Int64: [Entry]] = [:]
    private var count = 0

    /// nil: it was not asked for, or was forgotten.
    func find(_ key: QueueKey, of merchant: MerchantKey) -> QueueID? {
        guard let entries = entries[merchant.row] else { return nil }
        for entry in entries
        where entry.key.state == key.state && entry.key.language == key.language
            && entry.key.plugin == key.plugin && entry.key.isReplay == key.isReplay
        {
            return entry.id
        }
        return nil
    }

    mutating func add(_ id: QueueID, _ key: QueueKey, of merchant: MerchantKey) {
        if count == Self.countMax { self = KnownQueues() }
        entries[merchant.row, default: []].append((key, id))
        count += 1
    }
}
