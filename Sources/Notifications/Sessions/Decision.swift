/// What became of a NotifyStateChange call.
package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case queued, held, duplicate, suppressed
}

/// Why a decision came out as it did.
package enum Reason: String, CaseIterable, Hashable, Sendable {
    case queued = "QUEUED"
    case notEnabled = "NOT_ENABLED"
    case stateNotSelected = "STATE_NOT_SELECTED"
    case stateNotSupported = "STATE_NOT_SUPPORTED"
    case operationState = "OPERATION_STATE"
    case pluginPhaseUnavailable = "PLUGIN_PHASE_UNAVAILABLE"
    case noAuthenticator = "NO_AUTHENTICATOR"
    case noTemplate = "NO_TEMPLATE"
    case languageMissing = "LANGUAGE_MISSING"
    case templateUnverified = "TEMPLATE_UNVERIFIED"
    case templateUnapproved = "TEMPLATE_UNAPPROVED"
    case templatePaused = "TEMPLATE_PAUSED"
    case variableMissing = "VARIABLE_MISSING"
    case duplicate = "DUPLICATE"
    case stale = "STALE"
    case illegalTransition = "ILLEGAL_TRANSITION"
    case alreadyExpired = "ALREADY_EXPIRED"
    case quietHours = "QUIET_HOURS"
    case templateDrifted = "TEMPLATE_DRIFTED"
    case optedOut = "OPTED_OUT"
    case channelConflict = "CHANNEL_CONFLICT"
    case paused = "PAUSED"
    case senderUnhealthy = "SENDER_UNHEALTHY"
    case dailyLimit = "DAILY_LIMIT"
    case textTooLong = "TEXT_TOO_LONG"
    case authenticatorUnproven = "AUTHENTICATOR_UNPROVEN"
    case restored = "RESTORED"
}

/// A rule that a decision passed, in the order in which rules are asked.
package enum Rule: String, CaseIterable, Hashable, Sendable {
    case stateSupported = "state_supported"
    case transitionLegal = "transition_legal"
    case notYetNotified = "not_yet_notified"
    case sessionEnabled = "session_enabled"
    case notOptedOut = "not_opted_out"
    case channelAutomatic = "channel_automatic"
    case phaseAvailable = "phase_available"
    case stateSelected = "state_selected"
    case authenticatorPresent = "authenticator_present"
    case templateBound = "template_bound"
    case languageBound = "language_bound"
    /// Each variable has a value, and the text keeps Meta's limits with them.
    case variablesPresent = "variables_present"
    case notExpired = "not_expired"
    /// Asked in data that were put back from a backup: what it tells happened after that.
    case afterRestore = "after_restore"
    case templateApproved = "template_approved"
    case outsideQuietHours = "outside_quiet_hours"
}

/// A notification that will not be sent any more.
package struct Withdrawal: Hashable, Sendable {
    package var notification: NotificationID
    package var state: PaymentState

    package init(notification: NotificationID, state: PaymentState) {
        self.notification = notification
        self.state = state
    }
}

/// The answer to a NotifyStateChange: what is stored under its `event_id` and returned again.
package struct Decision: Hashable, Sendable {
    package var outcome: Outcome
    package var reason: Reason
    /// A sentence for a person: the reason, and how to mend it where that can be done.
    package var message: String
    /// The notification of this state; nil if there is none.
    package var notification: NotificationID?
    package var withdrawn: [Withdrawal]
    /// The session's state after the call.
    package var currentState: PaymentState?
    package var rulesPassed: [Rule]

    package init(
        outcome: Outcome, reason: Reason, message: String, notification: NotificationID?,
        withdrawn: [Withdrawal], currentState: PaymentState?, rulesPassed: [Rule]
    ) {
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.notification = notification
        self.withdrawn = withdrawn
        self.currentState = currentState
        self.rulesPassed = rulesPassed
    }
}

/// An accepted NotifyStateChange with its decision.
package struct StateChange: Hashable, Sendable {
    package var state: PaymentState
    package var event: EventID
    /// When it happened, by the caller's word or, without one, its arrival.
    package var occurredAt: Timestamp
    package var receivedAt: Timestamp
    package var decision: Decision

    package init(
        state: PaymentState, event: EventID, occurredAt: Timestamp, receivedAt: Timestamp,
        decision: Decision
    ) {
        self.state = state
        self.event = event
        self.occurredAt = occurredAt
        self.receivedAt = receivedAt
        self.decision = decision
    }
}
