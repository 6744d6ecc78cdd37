/// The control of what is not Meta's state but its weather: latency and magic recipients.
extension Platform {
    /// `GET /sandbox/latency`.
    var latencyShown: JSON {
        [
            "p50_milliseconds": .number((simulation.latency?.p50 ?? .zero) / .milliseconds(1)),
            "p99_milliseconds": .number((simulation.latency?.p99 ?? .zero) / .milliseconds(1)),
        ]
    }

    /// `POST /sandbox/latency`: a p50 of 0 switches it off.
    func setLatency(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: ["p50_milliseconds", "p99_milliseconds"])
        let bounds = 0...Limits.latencyMax / .milliseconds(1)
        guard let p50 = try fields.number("p50_milliseconds", in: bounds) else {
            throw .missing("p50_milliseconds")
        }
        let p99 = try fields.number("p99_milliseconds", in: bounds) ?? p50
        simulation.latency =
            p50 == 0 ? nil : try Latency(p50: .milliseconds(p50), p99: .milliseconds(p99))
        return Answer(body: latencyShown)
    }

    /// `POST /sandbox/magic-recipients`.
    func setMagicRecipients(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: ["enabled"])
        guard let isOn = try fields.bool("enabled") else { throw .missing("enabled") }
        simulation.magic = MagicRecipients(isOn: isOn)
        return Answer(body: ["enabled": .bool(isOn)])
    }
}
