/// The sandbox's own interface under `/sandbox/`: control and inspection.
extension Platform {
    /// Answers a request whose path begins with `sandbox`; needs no token.
    func control(_ request: GraphRequest, traceID: String) -> Answer {
        carryOutAgenda()
        do throws(GraphError) {
            return try controlRoute(request)
        } catch {
            return Answer(status: error.status, body: error.envelope(traceID: traceID))
        }
    }

    private func controlRoute(_ request: GraphRequest) throws(GraphError) -> Answer {
        let path = Array(request.path.dropFirst())
        switch (request.method, path.first, path.count) {
        case ("GET", "health", 1): return Answer(body: ["status": "ok"])
        case ("GET", "messages", 1): return try inspectMessages(request)
        case ("GET", "requests", 1): return try inspectRequests(request)
        case ("GET", "stats", 1): return Answer(body: stats)
        case ("POST", "templates", 3): return try act(path[2], on: path[1], request)
        case ("GET", "clock", 1): return Answer(body: clock)
        case ("POST", "clock", 1): return try advanceClock(request)
        case ("GET", "limits", 1): return Answer(body: limits)
        case ("POST", "limits", 1): return try setLimits(request)
        case ("GET", "faults", 1): return Answer(body: faultList)
        case ("POST", "faults", 1): return try addFaults(request)
        case ("DELETE", "faults", 1...2): return try removeFaults(path.dropFirst().first)
        case ("GET", "latency", 1): return Answer(body: latencyShown)
        case ("POST", "latency", 1): return try setLatency(request)
        case ("POST", "magic-recipients", 1): return try setMagicRecipients(request)
        case ("POST", "reset", 1):
            try reset()
            return .success
        default:
            if let answer = try accountControl(request) { return answer }
            if let answer = try webhookControl(request) { return answer }
            if let answer = try customerControl(request) { return answer }
            throw .unknownControl(request)
        }
    }

    private func inspectMessages(_ request: GraphRequest) throws(GraphError) -> Answer {
        let page = try InspectionPage(request.query)
        let recipient = request.query["to"].map { $0.filter(\.isNumber) }
        let callbackData = request.query["callback_data"]
        let messages = journal.page(after: page.after, limit: page.limit) { message in
            (recipient ?? message.request.recipient) == message.request.recipient
                && (callbackData == nil || callbackData == message.request.callbackData)
        }
        return Answer(body: [
            "messages": .array(messages.map(\.inspected)),
            "next": messages.count == page.limit
                ? messages.last.map { .integer($0.number) } ?? .null : .null,
            "total": .integer(journal.count),
            "forgotten": .integer(journal.forgotten),
        ])
    }

    private func inspectRequests(_ request: GraphRequest) throws(GraphError) -> Answer {
        let page = try InspectionPage(request.query)
        let entries = requests.page(page)
        return Answer(body: [
            "requests": .array(entries.map(\.inspected)),
            "next": entries.count == page.limit
                ? entries.last.map { .integer($0.number) } ?? .null : .null,
            "total": .integer(requests.count),
        ])
    }

    private var stats: JSON {
        let refused = counters.refused.map { (String($0.key), JSON.integer($0.value)) }
        return [
            "requests": [
                "total": .integer(counters.requests),
                "refused": .integer(counters.refused.values.reduce(0, +)),
                "refused_by_code": .object(Dictionary(refused) { first, _ in first }),
            ],
            "messages_accepted": .integer(counters.messagesAccepted),
            "limits": limitStats,
            "webhooks": [
                "pending": .integer(schedule.pending),
                "in_flight": .integer(postsInFlight),
                "acknowledged": .integer(counters.webhooksAcknowledged),
                "failed_tries": .integer(counters.webhookTriesFailed),
                "given_up": .integer(counters.webhooksGivenUp),
                "dropped": .integer(counters.webhooksDropped),
            ],
            "receiver_latency": webhookLog.latencyStats,
            "callbacks": .array(accounts.all.flatMap(callbackStats)),
        ]
    }
}
