import Notifications

/// When the replays that are running go on.
struct ReplaySchedule: Sendable {
    private var running: [Replay]
    private let hasFailed: Bool

    /// How long to wait after the store could not be asked.
    static let pauseAfterFailure = Duration.seconds(1)
    /// How long to wait at most while any is running: the time of day may be set back.
    static let pauseMax = Duration.seconds(5)

    init(_ running: [Replay]) {
        self.running = running
        hasFailed = false
    }

    private init() {
        running = []
        hasFailed = true
    }

    /// Nothing is known: ask again after a pause.
    static let failed = ReplaySchedule()

    /// Those whose next step is due, the longest overdue first.
    func due(at now: Timestamp) -> [Replay] {
        running.filter { $0.dueAt <= now }.sorted { $0.dueAt < $1.dueAt }
    }

    /// How a replay stands after its step.
    mutating func put(_ replay: Replay) {
        running.removeAll { $0.id == replay.id }
        if replay.status == .running { running.append(replay) }
    }

    /// How long to wait for the next step; nil: there is none to wait for.
    func delay(at now: Timestamp) -> Duration? {
        if hasFailed { return Self.pauseAfterFailure }
        guard let next = running.map(\.dueAt).min() else { return nil }
        return min(max(next.since(now), .milliseconds(1)), Self.pauseMax)
    }
}
