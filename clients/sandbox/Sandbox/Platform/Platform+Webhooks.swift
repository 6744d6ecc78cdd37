/// What is told to whom, and when.
extension Platform {
    /// Puts events in a lane of their own for each app that is subscribed to the account.
    func enqueue(_ events: [WebhookEvent], field: String, of wabaID: String, number: String?) {
        for destination in destinations(field: field, of: wabaID, number: number) {
            enqueue(events, for: destination)
        }
    }

    /// Puts events in a lane of their own.
    func enqueue(_ events: [WebhookEvent], for destination: WebhookDestination) {
        if !schedule.add(events, for: destination) { counters.webhooksDropped += 1 }
        wakeSignal.signal()
    }

    /// Tells the receivers of a change of a template at once.
    func tell(_ change: WebhookChange) {
        enqueue(
            [WebhookEvent(content: .change(change), due: time.uptime())],
            field: change.field, of: change.wabaID, number: nil)
    }

    /// Whom a field's webhook of an account is for; an account without subscription has nobody.
    func destinations(
        field: String, of wabaID: String, number: String?
    ) -> [WebhookDestination] {
        let appIDs = accounts[wabaID]?.subscriptions.keys.sorted() ?? []
        return appIDs.map { appID in
            WebhookDestination(
                appID: appID, wabaID: wabaID, numberID: number,
                followsOverrides: WebhookField.overridable.contains(field))
        }
    }

    /// Makes the endpoints agree with the callbacks; another callback is verified anew.
    func refreshEndpoints() {
        endpoints.refresh(directory, now: time.uptime())
        schedule.unpark(now: time.uptime(), where: isVerified)
        wakeSignal.signal()
    }

    /// Whether a destination has a callback whose handshake succeeded.
    func isVerified(_ destination: WebhookDestination) -> Bool {
        endpoints[destination, directory]?.isVerified == true
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
        let now = time.uptime()
        let isCurrent = endpoints.finish(
            job.endpointKey, number: job.endpointNumber, succeeded: succeeded, now: now)
        guard isCurrent else { return }
        if succeeded { schedule.unpark(now: now, where: isVerified) }
        wakeSignal.signal()
    }

    func finish(_ job: DeliveryJob, _ result: DeliveryResult) {
        wakeSignal.signal()
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

    /// `nil` while as much is under way as may be: the end of a try gives the signal.
    private var nextDue: Duration? {
        let handshakes = endpoints.byKey.values.compactMap(\.due)
        let isFull = postsInFlight >= Limits.webhooksInFlightMax
        let next = isFull ? nil : schedule.nextDue.map { $0 + options.webhooks.window }
        return (handshakes + [next, agenda.nextDue].compactMap(\.self)).min()
    }

    private func takeHandshakes(_ now: Duration) -> [HandshakeJob] {
        endpoints.beginHandshakes(now: now).map { key, endpoint in
            let challenge = String(Int.random(in: 1_000_000_000...9_999_999_999, using: &generator))
            return HandshakeJob(
                endpointKey: key, endpointNumber: endpoint.number,
                url: Handshake.url(endpoint.callback, challenge: challenge), challenge: challenge)
        }
    }
}
