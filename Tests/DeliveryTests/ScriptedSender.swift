import Notifications

/// Answers sends as the test wrote, and accepts those that the script does not name.
final class ScriptedSender: MessageSender {
    private struct State: Sendable {
        var script: [NotificationID: [SendResult]] = [:]
        var isStalling = false
        var isHoldingBack = false
        var inFlight = 0
        var inFlightPeak = 0
    }

    private let state = Watched(State())
    private let journal: Journal

    init(journal: Journal) { self.journal = journal }

    var inFlightPeak: Int { state.value.inFlightPeak }

    /// Answers the sends of the notification with these, one after the other.
    func answer(_ id: NotificationID, with results: [SendResult]) {
        state.update { $0.script[id] = results }
    }

    /// Whether sends wait for an answer.
    func setStalling(_ isStalling: Bool) { state.update { $0.isStalling = isStalling } }

    /// Whether sends wait before their first byte leaves.
    func setHoldingBack(_ isHoldingBack: Bool) {
        state.update { $0.isHoldingBack = isHoldingBack }
    }

    /// Returns when so many sends are under way.
    func untilInFlight(_ count: Int) async { await state.until { $0.inFlight == count } }

    func send(
        _ message: OutboundMessage, from account: SenderAccount,
        onLeave: @escaping @Sendable () -> Void
    ) async -> SendResult {
        let id = message.reference.notification
        journal.add(.sent(id, message.token))
        state.update { state in
            state.inFlight += 1
            state.inFlightPeak = max(state.inFlightPeak, state.inFlight)
        }
        await state.until { !$0.isHoldingBack }
        onLeave()
        await state.until { !$0.isStalling }
        return state.update { state in
            state.inFlight -= 1
            if state.isStalling { return .unknown(code: 0, detail: "cancelled") }
            guard let results = state.script[id], let result = results.first else {
                return .accepted(MessageID(rawValue: "wamid.\(id)"), isHeld: false)
            }
            state.script[id] = Array(results.dropFirst())
            return result
        }
    }
}
