/// Which updates share a POST.
extension Platform {
    /// The POSTs that are to be sent at this moment, within the limit of those under way.
    ///
    /// Updates gather until the oldest has waited for the window; then everything that is due
    /// goes, each receiver's in POSTs of its own.
    func takePosts(_ now: Duration) -> [DeliveryJob] {
        let oldest = schedule.next(now: now - options.webhooks.window, isOpen: isVerified)
        guard oldest != nil else { return [] }
        var sweep = WebhookSweep(
            postsMax: Limits.webhooksInFlightMax - postsInFlight,
            batchMax: options.webhooks.batchMax)
        while let taken = schedule.next(now: now, isOpen: isVerified) {
            guard let receiver = receiver(of: taken.destination),
                let update = update(of: taken.event)
            else {
                // The journal has forgotten the message: nothing is left to tell.
                schedule.begin(taken, now: now)
                _ = schedule.finish(taken.lane, isAcknowledged: true, now: now)
                continue
            }
            guard sweep.add(taken, update, to: receiver) else { break }
            schedule.begin(taken, now: now)
        }
        let posts = sweep.batches.map(post)
        postsInFlight += posts.count
        return posts
    }

    private func receiver(of destination: WebhookDestination) -> WebhookBatch.Receiver? {
        guard let callback = endpoints[destination, directory]?.callback,
            let secret = webhookSecret(of: destination)
        else { return nil }
        return WebhookBatch.Receiver(url: callback.url, secret: secret)
    }

    private func webhookSecret(of destination: WebhookDestination) -> String? {
        let own = accounts[destination.wabaID]?.callbacks[destination.appID]
        let app = directory.apps[destination.appID]
        return own?.signingSecret ?? app?.signingSecret ?? app?.secret
    }

    private func update(of event: WebhookEvent) -> WebhookBatch.Update? {
        switch event.content {
        case .copy(let bytes): .body(bytes)
        case .change(let change):
            .change(change, bytesMax: JSON.object(change.value).encoded(.meta).count + 128)
        case .status(let update):
            journal[update.message].map { message in
                .change(
                    WebhookPayload.status(
                        update, of: message,
                        to: customer(message.request.recipient, of: message.wabaID)),
                    bytesMax: WebhookPayload.bytesMax(of: message))
            }
        }
    }

    private func post(_ batch: WebhookBatch) -> DeliveryJob {
        let fault = signatureFaults.isEmpty ? nil : signatureFaults.removeFirst()
        let secret = batch.receiver.secret
        let body = batch.body
        let sent =
            fault?.spoil(body, secret: secret)
            ?? (body, WebhookSignature.headers(of: body, secret: secret))
        return DeliveryJob(
            items: batch.items, attempt: batch.attempt, url: batch.receiver.url, body: sent.0,
            signatures: sent.1, fault: fault)
    }
}
