import Messages
import Notifications

extension Messages.Replay {
    /// How far a replay came.
    init(_ replay: Notifications.Replay) {
        self.init(
            replayID: replay.id.rawValue, status: replay.status.wire,
            filter: Messages.ReplayFilter(replay.filter),
            ratePerSecond: UInt32(clamping: replay.rate),
            matched: UInt32(clamping: replay.matched), resent: UInt32(clamping: replay.resent),
            skipped: UInt32(clamping: replay.skipped), actor: replay.actor.rawValue,
            createdAtMilliseconds: replay.createdAt.milliseconds,
            updatedAtMilliseconds: replay.updatedAt.milliseconds)
    }
}

extension Messages.ReplayFilter {
    /// What a replay sends once more.
    init(_ filter: Notifications.ReplayFilter) {
        self.init(
            statuses: filter.statuses.map(\.wire), reasons: filter.reasons,
            metaCodes: filter.codes.map { Int32(clamping: $0) },
            plugin: filter.plugin?.wire ?? .unspecified, states: filter.states.map(\.wire),
            createdFromMilliseconds: filter.createdFrom?.milliseconds ?? 0,
            createdUntilMilliseconds: filter.createdUntil?.milliseconds ?? 0)
    }
}

extension Notifications.ReplayStatus {
    /// The status as messages name it.
    var wire: Messages.ReplayStatus {
        switch self {
        case .running: .running
        case .finished: .finished
        case .cancelled: .cancelled
        }
    }
}
