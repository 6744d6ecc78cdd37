extension NotifyStateChange {
    /// Decides; time is the moment of the batch that the command is carried out in.
    ///
    /// A change is recorded whatever becomes of it. Only one that is or becomes the session's current
    /// state merges its attributes: those of a stale or contradictory change are older or doubtful
    /// news, and an operation's are its own.
    package func decide(
        _ snapshot: Snapshot, at now: Timestamp, zones: any ZoneRules,
        ids: inout IdentifierGenerator
    ) throws(Refusal) -> Verdict {
        guard let merchant = snapshot.merchant else { throw .notFound(.merchant) }
        if let replayed = snapshot.replayed {
            guard replayed.digest == digest else { throw .idempotencyKeyReused(event) }
            return .replay(replayed.decision)
        }
        if let problem = occurredAt?.problem(for: now) {
            throw .invalid("occurred_at_ms", problem.rule)
        }
        let transition = Transition(from: snapshot.session?.currentState, to: state)
        let session = updated(snapshot.session, after: transition, at: now)
        let eligibility = Eligibility(
            merchant: merchant, session: session, state: state, transition: transition,
            existing: snapshot.notifications.first { $0.state == state }?.id,
            hasAuthenticator: snapshot.hasAuthenticator,
            consent: snapshot.consent, bindings: snapshot.bindings, zones: zones,
            occurredAt: occurredAt ?? now, restoredAt: snapshot.restoredAt, now: now)
        let withdrawn =
            transition.becomesCurrent
            ? Withdrawals(of: state.withdraws, among: snapshot.notifications) : Withdrawals()
        return .record(effects(eligibility, withdrawn: withdrawn, ids: &ids))
    }

    private func updated(
        _ stored: Session?, after transition: Transition, at now: Timestamp
    ) -> Session {
        var session =
            stored
            ?? Session(
                id: self.session, enablement: nil, currentState: nil,
                attributes: SessionAttributes(),
                createdAt: now, updatedAt: now)
        session.updatedAt = now
        if transition.becomesCurrent {
            session.currentState = state
            session.currentStateIsAnomaly = transition == .anomaly
        }
        if transition.isCurrent {
            session.attributes = session.attributes.merging(changedAttributes)
        }
        return session
    }

    private func effects(
        _ eligibility: Eligibility, withdrawn: Withdrawals, ids: inout IdentifierGenerator
    ) -> Effects {
        let assessment = eligibility.assess()
        let notification = intent(assessment, eligibility, ids: &ids)
        let decision = Decision(
            outcome: assessment.outcome, reason: assessment.reason, message: assessment.message,
            notification: notification?.id ?? eligibility.existing,
            withdrawn: withdrawn.unsent, currentState: eligibility.session.currentState,
            rulesPassed: assessment.rulesPassed)
        let change = StateChange(
            state: state, event: event, occurredAt: occurredAt ?? eligibility.now,
            receivedAt: eligibility.now, decision: decision)
        return Effects(
            session: eligibility.session, change: change, notification: notification,
            superseded: withdrawn.unsent, withdrawnInFlight: withdrawn.inFlight)
    }

    /// The notification to create; nil unless the decision is to queue or to hold.
    private func intent(
        _ assessment: Eligibility.Assessment, _ eligibility: Eligibility,
        ids: inout IdentifierGenerator
    ) -> Notification? {
        guard let language = assessment.language, let enablement = eligibility.session.enablement
        else { return nil }
        let now = eligibility.now
        // A template's state holds the whole queue: only a person's hold is the notification's own.
        let waitsForAPerson =
            assessment.reason == .illegalTransition || assessment.reason == .restored
        let notification = Notification(
            id: NotificationID(rawValue: ids.next()), session: session, state: state,
            status: waitsForAPerson ? .held : .pending,
            statusReason: waitsForAPerson ? assessment.reason.rawValue : "", code: 0,
            phone: enablement.phone, language: language,
            attributes: eligibility.session.attributes, createdAt: now, updatedAt: now,
            expiresAt: eligibility.expiresAt, dueAt: now, attemptsSpent: 0, attemptNumber: 0,
            isWithdrawn: false)
        guard let quietEnd = eligibility.quietEnd, !waitsForAPerson else { return notification }
        return notification.waiting(forQuietEnd: quietEnd, at: now)
    }
}

/// Notifications that are not to be sent any more.
struct Withdrawals: Hashable, Sendable {
    /// Those that end at once: nothing has left.
    var unsent: [Withdrawal] = []
    /// Those under way or of unknown outcome: never to be sent again.
    var inFlight: [NotificationID] = []

    init() {}

    /// Sorts a session's notifications of the states.
    init(of states: [PaymentState], among notifications: [NotificationOutline]) {
        for notification in notifications where states.contains(notification.state) {
            if notification.status.isUnsent {
                unsent.append(
                    Withdrawal(notification: notification.id, state: notification.state))
            } else if notification.status.mayBeSentAgain {
                inFlight.append(notification.id)
            }
        }
    }
}

extension NotificationStatus {
    /// Whether a message has left, or may have, and another may follow: Meta may still drop an
    /// accepted one, and a person may send an unresolved one again.
    fileprivate var mayBeSentAgain: Bool {
        switch self {
        case .armed, .accepted, .uncertain, .unresolved: true
        case .held, .pending, .sent, .delivered, .read, .failed, .dead, .superseded, .expired,
            .cancelled:
            false
        }
    }
}
