/// The updates that one POST takes to one receiver.
struct WebhookBatch: Sendable {
    /// Destinations with the same callback and the same secret share their POSTs.
    struct Receiver: Sendable, Hashable {
        let url: String
        let secret: String
    }

    /// An update as it goes into a body.
    enum Update: Sendable {
        /// A change, and an upper bound of its bytes.
        case change(WebhookChange, bytesMax: Int)
        /// A whole body, which shares its POST with nothing.
        case body([UInt8])
    }

    let receiver: Receiver
    private(set) var items: [DeliveryJob.Item] = []
    /// Which try this is of the update that was tried most often, from 1.
    private(set) var attempt = 1
    private var changes: [WebhookChange] = []
    private var bytesMax = 0
    private var wholeBody: [UInt8]?

    init(to receiver: Receiver) {
        self.receiver = receiver
    }

    /// Whether an update fits in beside those that are there.
    func takes(_ update: Update, limit: Int) -> Bool {
        guard case .change(_, let bytes) = update, wholeBody == nil else { return false }
        return items.count < limit && bytesMax + bytes <= Limits.webhookBytesMax
    }

    mutating func append(_ taken: WebhookSchedule.Taken, _ update: Update) {
        items.append(
            DeliveryJob.Item(
                lane: taken.lane, destination: taken.destination, event: taken.event))
        attempt = max(attempt, taken.failures + 1)
        switch update {
        case .body(let bytes): wholeBody = bytes
        case .change(let change, let bytes):
            changes.append(change)
            bytesMax += bytes
        }
    }

    /// The bytes of the POST.
    var body: [UInt8] { wholeBody ?? WebhookBody.joined(changes).encoded(.meta) }
}

/// Spreads what is due over POSTs: one batch is open for each receiver until it is full.
struct WebhookSweep: Sendable {
    private var full: [WebhookBatch] = []
    private var open: [WebhookBatch.Receiver: WebhookBatch] = [:]
    private let postsMax: Int
    private let batchMax: Int

    init(postsMax: Int, batchMax: Int) {
        self.postsMax = postsMax
        self.batchMax = batchMax
    }

    /// Adds an update; returns false, and changes nothing, if that needs a POST too many.
    mutating func add(
        _ taken: WebhookSchedule.Taken, _ update: WebhookBatch.Update,
        to receiver: WebhookBatch.Receiver
    ) -> Bool {
        let fits = open[receiver]?.takes(update, limit: batchMax) ?? false
        guard fits || full.count + open.count < postsMax else { return false }
        if !fits, let batch = open.removeValue(forKey: receiver) { full.append(batch) }
        open[receiver, default: WebhookBatch(to: receiver)].append(taken, update)
        return true
    }

    /// Every batch, full or not.
    var batches: [WebhookBatch] { full + open.values }
}
