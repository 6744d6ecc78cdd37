import Notifications

/// The numbers of queues that were asked for.
///
/// Looked up by the merchant's row, then one after the other: a merchant has a few, and to hash a
/// whole key takes longer.
struct KnownQueues {
    /// Queues that are remembered at most.
    static let countMax = 100_000

    private struct Entry {
        let key: QueueKey
        let id: QueueID

        func isFor(_ other: QueueKey) -> Bool {
            key.state == other.state && key.language == other.language
                && key.plugin == other.plugin && key.isReplay == other.isReplay
        }
    }

    private var entries: [Int64: [Entry]] = [:]
    private var count = 0

    /// nil: it was not asked for, or was forgotten.
    func find(_ key: QueueKey, of merchant: MerchantKey) -> QueueID? {
        guard let entries = entries[merchant.row] else { return nil }
        return entries.firstIndex { $0.isFor(key) }.map { entries[$0].id }
    }

    mutating func add(_ id: QueueID, _ key: QueueKey, of merchant: MerchantKey) {
        if count == Self.countMax { self = KnownQueues() }
        entries[merchant.row, default: []].append(Entry(key: key, id: id))
        count += 1
    }
}
