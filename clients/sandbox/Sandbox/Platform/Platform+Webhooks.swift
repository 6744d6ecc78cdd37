/// What is told to whom, and when.
extension Platform {
    /// Puts events in a lane of their own; an account without subscription is told nothing.
    func enqueue(_ events: [WebhookEvent], for wabaID: String) {
        guard accounts[wabaID]?.isSubscribed == true else { return }
        if !schedule.add(events, for: wabaID) { counters.webhooksDropped += 1 }
        bell.ring()
    }

    /// Makes an account's endpoint agree with its callback; another callback is verified anew.
    func refreshEndpoint(of wabaID: String) {
        let callback = accounts[wabaID]?.effectiveCallback
        guard callback != endpoints[wabaID]?.callback else { return }
        endpointsMade += 1
        endpoints[wabaID] = callback.map {
            Endpoint($0, number: endpointsMade, now: time.uptime())
        }
        bell.ring()
    }

    /// Everything that is due, up to the limit of webhooks under way, and when more will be.
    func takeWebhookWork() -> WebhookWork {
        let now = time.uptime()
        var jobs = takeHandshakes(now).map(WebhookJob.handshake)
        while schedule.inFlight < Limits.webhooksInFlightMax {
            guard let (lane, wabaID, event) = schedule.take(now: now, isOpen: isVerified) else {
                break
            }
            guard let job = delivery(lane, wabaID, event) else {
                // The journal has forgotten the message: nothing is left to tell.
                _ = schedule.finish(lane, isAcknowledged: true, now: now)
                continue
            }
            jobs.append(.delivery(job))
        }
        return WebhookWork(jobs: jobs, nextIn: nextDue.map { max(.zero, $0 - now) })
    }

    func finish(_ job: HandshakeJob, succeeded: Bool) {
        guard endpoints[job.wabaID]?.number == job.endpointNumber else { return }
        let now = time.uptime()
        endpoints[job.wabaID]?.finish(succeeded: succeeded, now: now)
        if succeeded { schedule.unpark(job.wabaID, now: now) }
        bell.ring()
    }

    func finish(_ job: DeliveryJob, isAcknowledged: Bool) {
        bell.ring()
        switch schedule.finish(job.lane, isAcknowledged: isAcknowledged, now: time.uptime()) {
        case nil: return
        case .acknowledged: counters.webhooksAcknowledged += 1
        case .retried: counters.webhookTriesFailed += 1
        case .givenUp: counters.webhooksGivenUp += 1
        }
        if case .status(let status, let message, let timestamp, _) = job.event.content {
            journal.update(message) {
                $0.note(status, timestamp: timestamp, isAcknowledged: isAcknowledged)
            }
        }
    }

    private func isVerified(_ wabaID: String) -> Bool {
        endpoints[wabaID]?.isVerified == true
    }

    /// `nil` while as much is under way as may be: the end of a try rings the bell.
    private var nextDue: Duration? {
        let handshakes = endpoints.values.compactMap(\.due)
        let isFull = schedule.inFlight >= Limits.webhooksInFlightMax
        return (handshakes + [isFull ? nil : schedule.nextDue].compactMap(\.self)).min()
    }

    private func takeHandshakes(_ now: Duration) -> [HandshakeJob] {
        var jobs: [HandshakeJob] = []
        for (wabaID, endpoint) in endpoints {
            guard let due = endpoint.due, due <= now else { continue }
            endpoints[wabaID]?.begin()
            let challenge = String(Int.random(in: 1_000_000_000...9_999_999_999, using: &generator))
            jobs.append(
                HandshakeJob(
                    wabaID: wabaID, endpointNumber: endpoint.number,
                    url: Handshake.url(endpoint.callback, challenge: challenge),
                    challenge: challenge))
        }
        return jobs
    }

    private func delivery(
        _ lane: WebhookSchedule.LaneID, _ wabaID: String, _ event: WebhookEvent
    ) -> DeliveryJob? {
        guard let account = accounts[wabaID], let callback = endpoints[wabaID]?.callback,
            let payload = payload(of: event)
        else { return nil }
        let body = payload.encoded(.meta)
        return DeliveryJob(
            lane: lane, event: event, url: callback.url, body: body,
            signature: WebhookSignature.value(of: body, secret: account.appSecret))
    }

    private func payload(of event: WebhookEvent) -> JSON? {
        switch event.content {
        case .management(let body): body
        case .status(let status, let number, let timestamp, let carriesPricing):
            journal[number].map {
                WebhookPayload.status(
                    status, of: $0, timestamp: timestamp, carriesPricing: carriesPricing)
            }
        }
    }
}
