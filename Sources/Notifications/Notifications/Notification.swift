/// Where a notification stands.
package enum NotificationStatus: String, CaseIterable, Hashable, Sendable {
    case held, pending, armed, accepted, sent, delivered, read, failed, dead, uncertain,
        unresolved, superseded, expired, cancelled

    /// Whether nothing has left for Meta and nothing is about to: it can still be withdrawn.
    package var isUnsent: Bool { self == .held || self == .pending }
}

/// Why a notification is held.
package enum HoldReason: String, CaseIterable, Hashable, Sendable {
    case templateUnverified = "TEMPLATE_UNVERIFIED"
    case templateUnapproved = "TEMPLATE_UNAPPROVED"
    case templatePaused = "TEMPLATE_PAUSED"
    case templateDrifted = "TEMPLATE_DRIFTED"
    /// A person paused the merchant, the number or the template.
    case paused = "PAUSED"
    /// Meta says that the authenticator's token does not reach its number.
    case authenticatorUnproven = "AUTHENTICATOR_UNPROVEN"
    /// Waits for a person.
    case illegalTransition = "ILLEGAL_TRANSITION"
    /// Tells of what happened before a restore: the lost file may have sent it, and a person knows.
    case restored = "RESTORED"
}

/// How a notification ended.
package enum EndReason: Hashable, Sendable {
    case delivered, read, superseded, expired, cancelled, unresolved
    /// Nothing of it has left, and another channel writes to the customer.
    case channelConflict
    /// Meta refused the message, with its code; 0 for an answer without one.
    case providerRejected(code: Int)
    /// Meta's receipt said that it failed, with its code.
    case failed(code: Int)
    /// A person found out that its message was not sent, when it was of no use any more.
    case notSent
    /// The message could not be built any more, with the reason.
    case undeliverable(Reason)

    /// Its stable name.
    package var name: String {
        switch self {
        case .delivered: "DELIVERED"
        case .read: "READ"
        case .superseded: "SUPERSEDED"
        case .expired: "EXPIRED"
        case .cancelled: "CANCELLED"
        case .channelConflict: Reason.channelConflict.rawValue
        case .unresolved: "UNRESOLVED"
        case .providerRejected: "PROVIDER_REJECTED"
        case .failed: "FAILED"
        case .notSent: "NOT_SENT"
        case .undeliverable(let reason): reason.rawValue
        }
    }

    /// Meta's error code where one was the cause.
    package var code: Int {
        switch self {
        case .providerRejected(let code), .failed(let code): code
        case .delivered, .read, .superseded, .expired, .cancelled, .unresolved, .channelConflict,
            .notSent, .undeliverable:
            0
        }
    }
}

/// An intent to tell the customer of one state, as it stands.
package struct Notification: Hashable, Sendable {
    package var id: NotificationID
    package var session: SessionID
    package var state: PaymentState
    package var status: NotificationStatus
    /// A ``HoldReason`` or ``EndReason`` name, or `QUIET_HOURS` while it waits for their end; empty
    /// otherwise.
    package var statusReason: String
    /// Meta's error code, if one was the cause; else 0.
    package var code: Int
    package var phone: PhoneNumber
    /// The language of the message.
    package var language: Language
    /// Fixed at the decision, as are phone and language.
    package var attributes: SessionAttributes
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
    package var expiresAt: Timestamp
    /// When it may be armed, while it is pending; when it is looked at again, while it is uncertain.
    package var dueAt: Timestamp
    /// Attempts that count against the retries.
    package var attemptsSpent: Int
    /// Tries made so far, each with a token of its own.
    package var attemptNumber: Int
    /// Whether a later state or a person made it pointless after it was armed: it is never resent.
    package var isWithdrawn: Bool
    /// Times that it was sent again although an attempt's outcome was unknown.
    package var resends = 0
    /// Whether an attempt was armed after one whose outcome was unknown.
    package var isPossibleDuplicate = false
    /// Whether receipts prove that two attempts reached the customer's side.
    package var isDuplicateConfirmed = false
    /// Who sends it.
    package var origin = Channel.automatic

    package init(
        id: NotificationID, session: SessionID, state: PaymentState, status: NotificationStatus,
        statusReason: String, code: Int, phone: PhoneNumber, language: Language,
        attributes: SessionAttributes, createdAt: Timestamp, updatedAt: Timestamp,
        expiresAt: Timestamp, dueAt: Timestamp, attemptsSpent: Int, attemptNumber: Int,
        isWithdrawn: Bool
    ) {
        self.id = id
        self.session = session
        self.state = state
        self.status = status
        self.statusReason = statusReason
        self.code = code
        self.phone = phone
        self.language = language
        self.attributes = attributes
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
        self.dueAt = dueAt
        self.attemptsSpent = attemptsSpent
        self.attemptNumber = attemptNumber
        self.isWithdrawn = isWithdrawn
    }
}
