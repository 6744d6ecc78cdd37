import Foundation
import LocalEnvironment
import Messages
import RPC
import RPCClient
import Synchronization

/// What the daemon acknowledged, and so must not lose.
struct Acknowledged: Hashable, Sendable {
    var merchant: String
    var session: String
    var state: PaymentState
    var outcome: Outcome
    /// Empty if there is none.
    var notification: String
    /// When the answer was there, in seconds since 1970 of the world's time.
    var at = 0.0
}

/// An enabling that the daemon acknowledged.
struct AcknowledgedEnabling: Hashable, Sendable {
    var merchant: String
    var session: String
    /// When the answer was there, in seconds since 1970 of the world's time.
    var at: Double
}

/// Makes the calls of payments at their times, each until it is answered.
final class SoakLoad: Sendable {
    let clients: [NotificationsClient]
    let clock: SoakClock
    private let answers = Mutex(Answers())

    /// What came of the calls.
    struct Answers: Sendable {
        /// Those whose calls were made.
        var sessions: [SoakSession] = []
        var acknowledged: [Acknowledged] = []
        var enabled: [AcknowledgedEnabling] = []
        /// Calls that were refused though nothing is wrong with them.
        var refusals: [String] = []
        var repeats = 0
    }

    init(clients: [NotificationsClient], clock: SoakClock) {
        self.clients = clients
        self.clock = clock
    }

    /// What came of the calls so far.
    var result: Answers { answers.withLock { $0 } }

    /// Plays sessions at once or, as their calls say, later; returns when every call is answered.
    func play(_ sessions: [SoakSession]) async throws {
        let begin = ContinuousClock.now
        answers.withLock { $0.sessions += sessions }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for session in sessions {
                group.addTask { try await self.play(session, from: begin) }
            }
            try await group.waitForAll()
        }
    }

    private func play(
        _ session: SoakSession, from begin: ContinuousClock.Instant
    ) async throws {
        let client = clients[session.merchant % clients.count]
        for call in session.calls {
            try await Task.sleep(until: begin + .seconds(call.at))
            try await insist(on: call.kind, session, client)
        }
    }

    /// Makes the call with the same key until it is answered: the daemon is killed now and then.
    private func insist(
        on kind: SoakSession.Call.Kind, _ session: SoakSession, _ client: NotificationsClient
    ) async throws {
        while true {
            do throws(RPCError) {
                return try await make(kind, session, client)
            } catch {
                if let words = error.refusal {
                    return answers.withLock { $0.refusals.append("\(session.id): \(words)") }
                }
            }
            answers.withLock { $0.repeats += 1 }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func make(
        _ kind: SoakSession.Call.Kind, _ session: SoakSession, _ client: NotificationsClient
    ) async throws(RPCError) {
        let merchant = SoakMerchant.id(session.merchant)
        switch kind {
        case .enable:
            _ = try await client.enableNotifications(session.enabling(merchant, clock))
            let enabled = AcknowledgedEnabling(
                merchant: merchant, session: session.id, at: Date().timeIntervalSince1970)
            answers.withLock { $0.enabled.append(enabled) }
        case .notify(let state, let event):
            let answer = try await client.notifyStateChange(
                NotifyStateChangeRequest(
                    merchantID: merchant, sessionID: session.id, state: state,
                    eventID: "e-\(event)"))
            let acknowledged = Acknowledged(
                merchant: merchant, session: session.id, state: state, outcome: answer.outcome,
                notification: answer.notificationID, at: Date().timeIntervalSince1970)
            answers.withLock { $0.acknowledged.append(acknowledged) }
        }
    }
}

extension RPCError {
    /// The words of a refusal that a repeat does not mend; nil: the call may be repeated.
    fileprivate var refusal: String? {
        guard case .refused(let status) = self else { return nil }
        switch status.code {
        case .unavailable, .deadlineExceeded, .resourceExhausted: return nil
        default: return "\(status.code.name) \(status.message)"
        }
    }
}

extension SoakSession {
    fileprivate func enabling(_ merchant: String, _ clock: SoakClock) -> EnableNotificationsRequest
    {
        EnableNotificationsRequest(
            merchantID: merchant, sessionID: id, plugin: plugin, phone: phone, language: language,
            selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment])),
            attributes: SessionAttributes(
                customerName: "Noura", amount: "14", currency: "KWD", orderNumber: id,
                checkoutLink: TestTemplate.linkPrefix + id,
                checkoutLinkExpiresAtMilliseconds: linkLifetime.map {
                    clock.nowMilliseconds() + Int64($0) * 1_000
                } ?? 0))
    }
}
