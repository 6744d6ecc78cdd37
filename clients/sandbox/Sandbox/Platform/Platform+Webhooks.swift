/// What is told to whom, and when.
extension Platform {
    /// Puts events in a lane of their own; an account without subscription is told nothing.
    func enqueue(_ events: [WebhookEvent], for wabaID: String) {
        guard accounts[wabaID]?.isSubscribed == true else { return }
        if !schedule.add(events, for: wabaID) { counters.webhooksDropped += 1 }
        bell.ring()
    }

    /// Tells an account's receiver of a change at once.
    func tell(_ change: WebhookChange) {
        enqueue([WebhookEvent(content: .change(change), due: time.uptime())], for: change.wabaID)
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
        carryOutAgenda()
        let now = time.uptime()
        let jobs = takeHandshakes(now).map(WebhookJob.handshake)
        let posts = takePosts(now)
        return WebhookWork(
            jobs: jobs + posts.map(WebhookJob.delivery),
            nextIn: nextDue.map { max(.zero, $0 - now) })
    }

    func finish(_ job: HandshakeJob, succeeded: Bool) {
        guard endpoints[job.wabaID]?.number == job.endpointNumber else { return }
        let now = time.uptime()
        endpoints[job.wabaID]?.finish(succeeded: succeeded, now: now)
        if succeeded { schedule.unpark(job.wabaID, now: now) }
        bell.ring()
    }

    func finish(_ job: DeliveryJob, _ result: DeliveryResult) {
        bell.ring()
        postsInFlight -= 1
        let now = time.uptime()
        var isRemembered = false
        for item in job.items {
            let outcome = schedule.finish(
                item.lane, isAcknowledged: result.isAcknowledged, now: now)
            guard let outcome else { continue }
            isRemembered = true
            count(outcome)
            note(item.event, result)
        }
        if isRemembered { webhookLog.append(job, result, at: time.wall()) }
    }

    private func count(_ outcome: WebhookSchedule.Outcome) {
        switch outcome {
        case .acknowledged: counters.webhooksAcknowledged += 1
        case .retried: counters.webhookTriesFailed += 1
        case .givenUp: counters.webhooksGivenUp += 1
        }
    }

    private func note(_ event: WebhookEvent, _ result: DeliveryResult) {
        guard case .status(let update) = event.content else { return }
        releaseAnswer(of: update.message)
        journal.update(update.message) {
            $0.note(update.status, timestamp: update.timestamp, result)
        }
    }

    /// `nil` while as much is under way as may be: the end of a try rings the bell.
    private var nextDue: Duration? {
        let handshakes = endpoints.values.compactMap(\.due)
        let isFull = postsInFlight >= Limits.webhooksInFlightMax
        let next = isFull ? nil : schedule.nextDue.map { $0 + options.webhooks.window }
        return (handshakes + [next, agenda.nextDue].compactMap(\.self)).min()
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
}
