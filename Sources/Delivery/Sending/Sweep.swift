import Notifications

/// A look at the store for what time has ended, and for messages without an answer.
struct Sweep: Sendable {
    /// Pages of ended notifications in one look; the next look goes on.
    static let pagesMax = 16

    let store: any DeliveryStore
    let wallClock: any WallClock
    let pageMax: Int
    let metrics: DeliveryMetrics

    /// Looks once; returns when there will be something again, nil for never.
    func run() async throws(StoreFailure) -> Timestamp? {
        let deadline = try await store.nextDeadline()
        guard let deadline, deadline <= wallClock.now() else { return deadline }
        try await expire()
        try await lookAtUncertain()
        return try await store.nextDeadline()
    }

    private func expire() async throws(StoreFailure) {
        var last: [NotificationReference] = []
        for _ in 0..<Self.pagesMax {
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

    /// Has the store settle what it can of messages without an answer; it says when to look again.
    private func lookAtUncertain() async throws(StoreFailure) {
        var last: [NotificationReference] = []
        for _ in 0..<Self.pagesMax {
            let page = try await store.uncertain(at: wallClock.now(), limit: pageMax)
            // The same page again: nothing of it could be looked at.
            if page.isEmpty || page == last { return }
            _ = await store.perform(
                page.map { .resolveUncertain(ResolveUncertain(reference: $0)) })
            if page.count < pageMax { return }
            last = page
        }
    }
}
