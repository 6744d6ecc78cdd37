import Testing

@testable import Sandbox

extension WebhookWork {
    var handshakes: [HandshakeJob] {
        jobs.compactMap { if case .handshake(let job) = $0 { job } else { nil } }
    }

    var deliveries: [DeliveryJob] {
        jobs.compactMap { if case .delivery(let job) = $0 { job } else { nil } }
    }
}

extension WebhookDestination: ExpressibleByStringLiteral {
    /// An account of the app `A`.
    public init(stringLiteral value: String) {
        self.init(appID: "A", wabaID: value)
    }
}

extension DeliveryJob {
    var entry: JSON {
        get throws {
            let body = try JSON(parsing: body)
            try #require(body["object"] == "whatsapp_business_account")
            return try #require(body["entry"]?.array?.first)
        }
    }

    var change: JSON {
        get throws { try #require(entry["changes"]?.array?.first) }
    }

    var value: JSON {
        get throws { try #require(change["value"]) }
    }
}

extension DeliveryJob {
    /// Every status of the body, whichever entry and change it stands in.
    var statuses: [JSON] {
        get throws {
            let entries = try JSON(parsing: body)["entry"]?.array ?? []
            return entries.flatMap { $0["changes"]?.array ?? [] }
                .flatMap { $0["value"]?["statuses"]?.array ?? [] }
        }
    }
}

extension DeliveryResult {
    /// An answer with an HTTP status after five milliseconds; `nil` for none in time.
    static func status(_ status: Int?) -> DeliveryResult {
        DeliveryResult(status: status, latency: .milliseconds(5))
    }
}

extension Platform {
    func finish(_ job: DeliveryJob, isAcknowledged: Bool) {
        finish(job, .status(isAcknowledged ? 200 : 503))
    }

    /// Lets time pass and acknowledges every webhook, until nothing is left or the time is over.
    ///
    /// Returns the POSTs in their order.
    func acknowledgeAll(
        _ clock: ManualTime, within time: Duration = .seconds(8 * 24 * 3_600)
    ) -> [DeliveryJob] {
        let end = clock.now + time
        var posts: [DeliveryJob] = []
        while true {
            let work = takeWebhookWork()
            for handshake in work.handshakes { finish(handshake, succeeded: true) }
            for delivery in work.deliveries { finish(delivery, .status(200)) }
            posts += work.deliveries
            guard work.jobs.isEmpty else { continue }
            guard let next = work.nextIn, clock.now + next <= end else { return posts }
            clock.advance(by: next)
        }
    }

    /// The statuses in the order in which they are told.
    func statusesTold(_ clock: ManualTime) throws -> [JSON] {
        try acknowledgeAll(clock).flatMap { try $0.statuses }
    }

    /// A platform whose callback is verified and whose templates are told.
    static func told(
        _ clock: ManualTime, receipts: JSON = [:],
        with change: (inout PlatformOptions) -> Void = { _ in }
    ) async throws -> Platform {
        var options = PlatformOptions()
        options.seed.webhookURL = "http://127.0.0.1:9/hook"
        options.limits = .unthrottled
        change(&options)
        let platform = try await Fixture.platform(options, clock: clock)
        _ = await platform.acknowledgeAll(clock, within: .seconds(1))
        if receipts != [:] {
            let answer = await platform.post("/sandbox/receipts", receipts)
            try #require(answer.status == 200, "\(answer.body)")
        }
        return platform
    }
}
