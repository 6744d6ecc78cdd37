import Notifications
import Synchronization
import Time

/// Says when it is time to keep that Meta called: once a minute for each kind of call by each path.
final class ContactThrottle: Sendable {
    /// Paths and kinds that are remembered at most; beyond it all are forgotten.
    private static let entriesMax = 10_000
    private static let interval = Duration.seconds(60)

    private struct Key: Hashable {
        let kind: ContactReport.Kind
        let authenticator: AuthenticatorID
    }

    private let kept = Mutex<[Key: Moment]>([:])

    /// Whether it is; then it is not again for a minute.
    func isDue(
        _ kind: ContactReport.Kind, _ authenticator: AuthenticatorID, at now: Moment = .now
    ) -> Bool {
        let key = Key(kind: kind, authenticator: authenticator)
        return kept.withLock { kept in
            if let last = kept[key], now < last + Self.interval { return false }
            if kept.count >= Self.entriesMax { kept = [:] }
            kept[key] = now
            return true
        }
    }
}
