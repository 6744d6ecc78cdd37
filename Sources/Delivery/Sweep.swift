import Notifications

/// A look at the store: ends what ran out of time, then finds what is due.
struct Sweep: Sendable {
    /// Pages of expired notifications in one look; the next look goes on.
    static let expiryPagesMax = 16

    let store: any NotificationStore
    let wallClock: any WallClock
    let pageMax: Int
    let metrics: DeliveryMetrics

    /// Looks once.
    func run() async throws(StoreFailure) -> Scheduler.Page {
        try await expire()
        let due = try await store.due(at: wallClock.now(), limit: pageMax)
        let wakeUp = try await store.nextWakeUp()
        let lag = wakeUp.map { wallClock.now().since($0) } ?? .zero
        metrics.setLag(max(lag, .zero))
        return Scheduler.Page(due: due, wakeUp: wakeUp)
    }

    private func expire() async throws(StoreFailure) {
        var last: [NotificationReference] = []
        for _ in 0..<Self.expiryPagesMax {
            let page = try await store.expired(at: wallClock.now(), limit: pageMax)
            // The same page again: nothing of it could be ended.
            if page.isEmpty || page == last { return }
            let results = await store.perform(
                page.map { .expire(ExpireNotification(reference: $0)) })
            metrics.expired(results.count { if case .success = $0 { true } else { false } })
            if page.count < pageMax { return }
            last = page
        }
    }
}

extension NotificationStore {
    /// Carries the commands out in one submission: a result for each, in order.
    func perform(_ commands: [Command]) async -> [CommandResult] {
        let results = await withCheckedContinuation { continuation in
            submit(commands.map { Submission($0) }) { continuation.resume(returning: $0) }
        }
        precondition(results.count == commands.count, "the store answers each command")
        return results
    }
}
