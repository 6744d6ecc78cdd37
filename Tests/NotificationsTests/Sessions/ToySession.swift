import TestKit

@testable import Notifications

/// One session's world in memory: applies effects as a store would.
struct ToySession {
    private(set) var session: Session?
    private(set) var notifications: [Notification] = []
    private(set) var attempts: [NotificationID: Attempt] = [:]
    private(set) var changes: [StateChange] = []
    /// The states whose messages left, in that order.
    private(set) var sent: [PaymentState] = []
    /// How often a message left by another channel than the session's.
    private(set) var strays = 0
    private var ids = Fixtures.ids()
    private var answers: [EventID: NotifyStateChange.Replayed] = [:]

    /// Takes a call; false: it was answered otherwise than before.
    mutating func notify(_ change: NotifyStateChange) throws -> Bool {
        let known = answers[change.event]
        let snapshot = NotifyStateChange.Snapshot(
            merchant: Fixtures.merchant, replayed: known, session: session,
            notifications: notifications, hasAuthenticator: true, consent: .given,
            bindings: Fixtures.bindings())
        switch try change.decide(snapshot, at: Fixtures.now, zones: Fixtures.zones, ids: &ids) {
        case .replay(let decision):
            return decision == known?.decision
        case .record(let effects):
            apply(effects, of: change)
            return known == nil
        }
    }

    private mutating func apply(_ effects: NotifyStateChange.Effects, of change: NotifyStateChange)
    {
        session = effects.session
        changes.append(effects.change)
        answers[change.event] = NotifyStateChange.Replayed(
            digest: change.digest, decision: effects.change.decision)
        end(effects.superseded, as: .superseded)
        mark(effects.withdrawnInFlight)
        if let notification = effects.notification { notifications.append(notification) }
    }

    mutating func enable(_ states: [PaymentState] = PaymentState.notifying) throws {
        let snapshot = EnableNotifications.Snapshot(
            merchant: Fixtures.merchant, session: session, notifications: notifications,
            recordedStates: changes.map(\.state), hasAuthenticator: true,
            consent: .given, bindings: Fixtures.bindings())
        let effects = try Fixtures.enable(states: states).decide(
            snapshot, at: Fixtures.now, zones: Fixtures.zones)
        session = effects.session
        end(effects.withdrawals, as: .cancelled)
        mark(effects.withdrawnInFlight)
    }

    /// Arms whatever may be armed.
    mutating func arm() {
        for index in notifications.indices {
            let arm = ArmNotification(
                reference: NotificationReference(
                    merchant: Fixtures.merchant.id, notification: notifications[index].id))
            let effects = arm.decide(
                ArmNotification.Snapshot(
                    merchant: Fixtures.merchant, notification: notifications[index],
                    earlier: Array(notifications[..<index]),
                    queue: Fixtures.queueStatus(of: notifications[index]),
                    channel: session?.channel ?? .automatic, consent: .given),
                at: Fixtures.now, zones: Fixtures.zones, ids: &ids)
            if let changed = effects.notification { notifications[index] = changed }
            if let attempt = effects.attempt { attempts[notifications[index].id] = attempt }
            if case .send = effects.answer {
                sent.append(notifications[index].state)
                if notifications[index].origin != session?.channel { strays += 1 }
            }
        }
    }

    /// Says who writes; false: refused.
    mutating func setChannel(_ channel: Channel) -> Bool {
        let command = SetChannel(
            merchant: Fixtures.merchant.id, session: Fixtures.sessionID, channel: channel,
            actor: ActorName(rawValue: "mona"))
        guard let effects = try? command.decide(session, notifications, at: Fixtures.now) else {
            return false
        }
        session = effects.session
        end(effects.answer.withdrawn, as: .channelConflict)
        mark(effects.withdrawnInFlight)
        return true
    }

    /// Sends by hand; false: refused.
    mutating func send(_ state: PaymentState) -> Bool {
        let command = SendNotification(
            merchant: Fixtures.merchant.id, session: Fixtures.sessionID, state: state,
            actor: ActorName(rawValue: "mona"))
        let snapshot = NotifyStateChange.Snapshot(
            merchant: Fixtures.merchant, replayed: nil, session: session,
            notifications: notifications, hasAuthenticator: true, consent: .given,
            bindings: Fixtures.bindings())
        guard
            let effects = try? command.decide(
                snapshot, at: Fixtures.now, zones: Fixtures.zones, ids: &ids)
        else { return false }
        if effects.takesOver {
            replace(effects.notification.id) { _ in effects.notification }
        } else {
            notifications.append(effects.notification)
        }
        return true
    }

    /// Gives every send that is under way its result.
    mutating func finish(with result: SendResult) {
        for index in notifications.indices where notifications[index].status == .armed {
            guard let attempt = attempts[notifications[index].id] else { continue }
            let report = AttemptReport(
                reference: NotificationReference(
                    merchant: Fixtures.merchant.id, notification: notifications[index].id),
                token: attempt.token, result: result)
            let effects = report.decide(
                notification: notifications[index], attempt: attempt, earlier: [], at: Fixtures.now,
                jitter: 0)
            notifications[index] = effects.notification
            attempts[notifications[index].id] = effects.attempt
        }
    }

    private mutating func end(_ withdrawals: [Withdrawal], as reason: EndReason) {
        for withdrawal in withdrawals {
            replace(withdrawal.notification) { $0.ended(as: reason, at: Fixtures.now) }
        }
    }

    private mutating func mark(_ inFlight: [NotificationID]) {
        for id in inFlight {
            replace(id) { notification in
                var marked = notification
                marked.isWithdrawn = true
                return marked
            }
        }
    }

    private mutating func replace(
        _ id: NotificationID, with change: (Notification) -> Notification
    ) {
        guard let index = notifications.firstIndex(where: { $0.id == id }) else { return }
        notifications[index] = change(notifications[index])
    }
}
