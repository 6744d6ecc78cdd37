/// The last POSTs to receivers, and how fast they were answered.
struct WebhookLog: Sendable {
    struct Entry: Sendable, Hashable {
        let number: Int
        /// Of the first update.
        let destination: WebhookDestination
        let url: String
        let updates: Int
        let bytes: Int
        /// Which try it was, from 1.
        let attempt: Int
        let fault: SignatureFault?
        let result: DeliveryResult
        /// Seconds since 1970.
        let at: Double
    }

    private(set) var entries: [Entry] = []
    private(set) var count = 0
    /// Answers by their latency in milliseconds; the last place holds all that took longer.
    private var latencies = [Int](repeating: 0, count: 10_001)
    /// The last body that was acknowledged, and for whom it was.
    private(set) var lastAcknowledged: (destination: WebhookDestination, body: [UInt8])?

    /// Notes a POST and its answer; beyond the limit the oldest tenth is forgotten.
    mutating func append(_ job: DeliveryJob, _ result: DeliveryResult, at: Double) {
        if entries.count >= Limits.webhookLogMax {
            entries.removeFirst(Limits.webhookLogMax / 10)
        }
        guard let destination = job.items.first?.destination else { return }
        count += 1
        entries.append(
            Entry(
                number: count, destination: destination, url: job.url, updates: job.items.count,
                bytes: job.body.count, attempt: job.attempt, fault: job.fault, result: result,
                at: at))
        let milliseconds = Int(result.latency / .milliseconds(1))
        latencies[min(max(milliseconds, 0), latencies.count - 1)] += 1
        if result.isAcknowledged { lastAcknowledged = (destination, job.body) }
    }

    /// The latency in milliseconds that a share of the POSTs did not exceed.
    func latencyMilliseconds(atShare share: Double) -> Int? {
        guard count > 0 else { return nil }
        var rest = Int((share * Double(count)).rounded(.up))
        for (milliseconds, number) in latencies.enumerated() {
            rest -= number
            if rest <= 0 { return milliseconds }
        }
        return nil
    }

    /// The share of the POSTs that took longer than a time in milliseconds.
    func share(aboveMilliseconds limit: Int) -> Double {
        guard count > 0 else { return 0 }
        return Double(latencies[(limit + 1)...].reduce(0, +)) / Double(count)
    }
}

extension WebhookLog {
    /// The receivers' latency as `/sandbox/stats` shows it: Meta wants a median of at most
    /// 250 ms and less than one in a hundred above one second.
    var latencyStats: JSON {
        [
            "posts": .integer(count),
            "median_ms": latencyMilliseconds(atShare: 0.5).map(JSON.integer) ?? .null,
            "p99_ms": latencyMilliseconds(atShare: 0.99).map(JSON.integer) ?? .null,
            "share_above_1s": .number(share(aboveMilliseconds: 1_000)),
            "within_metas_target": .bool(
                (latencyMilliseconds(atShare: 0.5) ?? 0) <= 250
                    && share(aboveMilliseconds: 1_000) < 0.01),
        ]
    }
}

extension WebhookLog.Entry {
    /// The entry as `/sandbox/webhooks` shows it.
    var inspected: JSON {
        [
            "n": .integer(number), "at": .string(ISOTime.text(at)),
            "waba_id": .string(destination.wabaID), "app_id": .string(destination.appID),
            "url": .string(url), "updates": .integer(updates), "bytes": .integer(bytes),
            "try": .integer(attempt), "fault": .optional(fault?.rawValue),
            "http_status": result.status.map(JSON.integer) ?? .null,
            "latency_ms": .integer(Int(result.latency / .milliseconds(1))),
        ]
    }
}
