/// What became of a NotifyStateChange call.
public enum Outcome: Int32, WireEnum {
    /// Never sent.
    case unspecified = 0
    /// A notification waits to be sent.
    case queued = 1
    /// A notification exists and waits for something: a template's approval or a person.
    case held = 2
    /// The state has its notification already.
    case duplicate = 3
    /// Nothing will be sent; the reason says why and what to do.
    case suppressed = 4
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Why a decision came out as it did.
public enum Reason: Int32, WireEnum {
    /// Never sent.
    case unspecified = 0
    /// Every rule was passed.
    case queued = 1
    /// The session has no EnableNotifications.
    case notEnabled = 2
    /// The session is enabled, but not for this state.
    case stateNotSelected = 3
    /// No WhatsApp notification exists for this state.
    case stateNotSupported = 4
    /// The state is an operation; email and SMS notify of those.
    case operationState = 5
    /// The plugin has no notification in this phase.
    case pluginPhaseUnavailable = 6
    /// The merchant has no authenticator.
    case noAuthenticator = 7
    /// No template is bound to the plugin and state.
    case noTemplate = 8
    /// A template is bound, but not in the session's language or a fallback of it.
    case languageMissing = 9
    /// The template has not been compared with Meta's yet.
    case templateUnverified = 10
    /// Meta has not approved the template, or its definition differs from ours.
    case templateUnapproved = 11
    /// Meta paused the template.
    case templatePaused = 12
    /// A variable of the template has neither a value nor a default.
    case variableMissing = 13
    /// The state has a notification already.
    case duplicate = 14
    /// The session has moved on to a later state.
    case stale = 15
    /// The session cannot enter this state from its current one.
    case illegalTransition = 16
    /// The notification would have expired before it was made.
    case alreadyExpired = 17
    /// It is night where the customer is: the notification leaves in the morning.
    case quietHours = 18
    /// Meta's definition of the template is not the approved one any more.
    case templateDrifted = 19
    /// The customer does not want to be written to.
    case optedOut = 20
    /// A person writes to this customer by hand: nothing is sent automatically.
    case channelConflict = 21
    /// A person paused the merchant, the sender number or the template.
    case paused = 22
    /// Meta does not take messages from the sender number for the moment.
    case senderUnhealthy = 23
    /// The account may not begin to write to more people today.
    case dailyLimit = 24
    /// With its values a text of the template is longer than Meta takes; the message names which.
    case textTooLong = 25
    /// Meta refuses what the authenticator claims: that its token reaches its number and account.
    case authenticatorUnproven = 26
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Where a notification stands.
public enum NotificationStatus: Int32, WireEnum {
    /// Not given; in a filter, any status.
    case unspecified = 0
    /// Waits for an approval or for a person.
    case held = 1
    /// Waits to be sent.
    case pending = 2
    /// An attempt is under way.
    case armed = 3
    /// Meta accepted the message.
    case accepted = 4
    /// The message left Meta.
    case sent = 5
    /// The message reached a device.
    case delivered = 6
    /// The customer read the message.
    case read = 7
    /// Meta reported that it could not deliver; a later delivered or read lifts this.
    case failed = 8
    /// Meta refused the message for good.
    case dead = 9
    /// An attempt ended without an answer; evidence decides.
    case uncertain = 10
    /// No evidence came in time; a person decides.
    case unresolved = 11
    /// A later state made it pointless before it was sent.
    case superseded = 12
    /// Its time ran out before it was sent.
    case expired = 13
    /// A person or a changed selection withdrew it before it was sent.
    case cancelled = 14
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}
