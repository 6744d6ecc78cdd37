/// Sends the notification of a session's current state by hand, while its channel is manual.
package struct SendNotification: Hashable, Sendable {
    package var merchant: MerchantID
    package var session: SessionID
    package var state: PaymentState
    package var actor: ActorName

    /// Checks the fields of a request; the state is nil where none was given.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, session: String, state: PaymentState?, actor: String
    ) throws(Refusal) -> SendNotification {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let session = check.sessionID(session)
        let state = check.require(state, "state")
        let actor = check.actor(actor)
        guard check.isClean, let state else { throw check.refusal }
        return SendNotification(
            merchant: merchant, session: session, state: state, actor: actor)
    }

    /// What to write.
    package struct Effects: Sendable {
        /// Pending; with the identifier of the one that it takes over, or with its own.
        package var notification: Notification
        package var takesOver: Bool
        package var audit: AuditEntry
    }

    /// The rules that a person's send goes by: they chose state and moment themselves.
    private static let rules: [Rule] = [
        .stateSupported, .sessionEnabled, .notOptedOut, .phaseAvailable, .authenticatorPresent,
        .templateBound, .languageBound, .variablesPresent, .notExpired, .templateApproved,
    ]

    /// Decides; a template that is not approved holds the notification, everything else refuses it.
    ///
    /// A state has one notification, whoever sends it: one of the automatic channel that was cancelled
    /// is taken over, any other is in the way.
    /// Throws `notFound` and `forbidden`.
    package func decide(
        _ snapshot: NotifyStateChange.Snapshot, at now: Timestamp, zones: any ZoneRules,
        ids: inout IdentifierGenerator
    ) throws(Refusal) -> Effects {
        guard let merchant = snapshot.merchant else { throw .notFound(.merchant) }
        guard let session = snapshot.session else { throw .notFound(.session) }
        let existing = snapshot.notifications.first { $0.state == state }
        try check(session, existing)
        let eligibility = Eligibility(
            merchant: merchant, session: session, state: state, transition: .again,
            existing: existing?.id, hasAuthenticator: snapshot.hasAuthenticator,
            consent: snapshot.consent, bindings: snapshot.bindings, zones: zones, occurredAt: now,
            now: now)
        let assessment = eligibility.assess(Self.rules)
        guard let language = assessment.language, let enablement = session.enablement else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: assessment.reason.rawValue, message: assessment.message))
        }
        var notification = Notification(
            id: existing?.id ?? NotificationID(rawValue: ids.next()), session: session.id,
            state: state, status: .pending, statusReason: "", code: 0, phone: enablement.phone,
            language: language, attributes: session.attributes,
            createdAt: existing?.createdAt ?? now, updatedAt: now,
            expiresAt: eligibility.expiresAt, dueAt: now, attemptsSpent: 0,
            attemptNumber: existing?.attemptNumber ?? 0, isWithdrawn: false)
        notification.origin = .manual
        return Effects(
            notification: notification, takesOver: existing != nil,
            audit: AuditEntry(
                at: now, actor: actor, action: .send, subject: notification.id.rawValue,
                detail: state.rawValue, rows: 1))
    }

    private func check(_ session: Session, _ existing: NotificationOutline?) throws(Refusal) {
        guard session.channel == .manual else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: Reason.channelConflict.rawValue,
                    message: "The session's channel is automatic: call SetChannel with MANUAL "
                        + "before a person writes."))
        }
        guard session.currentState == state else {
            let current = session.currentState?.words ?? "none"
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "STATE_NOT_CURRENT",
                    message: "The session's state is \(current), not \(state.words)."))
        }
        guard let existing, !existing.canBeTakenOver else { return }
        let reason = existing.statusReason.isEmpty ? "" : " (\(existing.statusReason))"
        throw .forbidden(
            Refusal.Forbidden(
                reason: Reason.duplicate.rawValue,
                message: "The state \(state.words) has the notification \(existing.id) already: it "
                    + "is \(existing.status.rawValue)\(reason)."))
    }
}

extension NotificationOutline {
    /// Whether a person may send it in place of the automatic channel: nothing of it has left.
    fileprivate var canBeTakenOver: Bool { origin == .automatic && status == .cancelled }
}
