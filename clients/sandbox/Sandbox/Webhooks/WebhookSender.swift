import ServiceLifecycle

/// Carries out what the platform wants to tell its receivers, until it is shut down.
struct WebhookSender: Service {
    let platform: Platform
    let transport: any WebhookTransport

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let work = await platform.takeWebhookWork()
                    for job in work.jobs {
                        group.addTask { await perform(job) }
                    }
                    await platform.wakeSignal.wait(atMost: work.nextIn.map(platform.time.real))
                }
            }
        }
    }

    private func perform(_ job: WebhookJob) async {
        switch job {
        case .handshake(let handshake):
            let reply = await transport.get(handshake.url)
            await platform.finish(
                handshake,
                succeeded: Handshake.isAnswered(reply, challenge: handshake.challenge))
        case .delivery(let delivery):
            let start = ContinuousClock.now
            let reply = await transport.post(
                delivery.url, body: delivery.body, signatures: delivery.signatures)
            await platform.finish(
                delivery,
                DeliveryResult(status: reply?.status, latency: start.duration(to: .now)))
        }
    }
}
