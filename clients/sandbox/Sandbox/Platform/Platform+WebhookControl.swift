/// The part of `/sandbox` that is about webhooks.
extension Platform {
    /// Answers a request about webhooks; `nil` if it is about something else.
    func webhookControl(_ request: GraphRequest) throws(GraphError) -> Answer? {
        let path = request.path.dropFirst().joined(separator: "/")
        switch (request.method, path) {
        case ("GET", "webhooks"): return try inspectWebhooks(request)
        case ("POST", "webhooks/fault"): return try spoilWebhooks(request)
        case ("POST", "webhooks/replay"): return try replayWebhook()
        case ("POST", "events"): return try tellEvent(request)
        case ("GET", "receipts"): return Answer(body: receipts.inspected)
        case ("POST", "receipts"):
            receipts = try ReceiptRules(decoding: Fields(request.members()))
            return Answer(body: receipts.inspected)
        default: return nil
        }
    }

    private func inspectWebhooks(_ request: GraphRequest) throws(GraphError) -> Answer {
        let page = try InspectionPage(request.query)
        let entries = webhookLog.entries.filter { $0.number > page.after }.prefix(page.limit)
        return Answer(body: [
            "webhooks": .array(entries.map(\.inspected)),
            "next": entries.count == page.limit
                ? entries.last.map { .integer($0.number) } ?? .null : .null,
            "total": .integer(webhookLog.count),
        ])
    }

    private func spoilWebhooks(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: ["kind", "count"])
        guard let fault = SignatureFault(rawValue: try fields.required("kind")) else {
            let known = SignatureFault.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("kind must be one of \(known)")
        }
        let count = try fields.integer("count", in: 1...Limits.webhookBatchMax) ?? 1
        guard signatureFaults.count + count <= Limits.webhookBatchMax else {
            throw .invalid("\(signatureFaults.count) faults wait already")
        }
        signatureFaults += Array(repeating: fault, count: count)
        return .success
    }

    private func replayWebhook() throws(GraphError) -> Answer {
        guard let last = webhookLog.lastAcknowledged else {
            throw .invalid("no webhook was acknowledged yet")
        }
        enqueue(
            [WebhookEvent(content: .copy(last.body), due: time.uptime())], for: last.destination)
        return .success
    }
}
