/// Tells that a session entered a state.
package struct NotifyStateChange: Hashable, Sendable {
    package var merchant: MerchantID
    package var session: SessionID
    package var state: PaymentState
    package var event: EventID
    /// nil: at its arrival.
    package var occurredAt: Timestamp?
    package var changedAttributes: SessionAttributes
    /// The fields of the request as the caller sent them, hashed to 32 bytes.
    package var digest: RequestDigest
    /// What of the attributes was mended when they were checked.
    package var mended: [MendedValue]

    /// Takes fields that have been checked, except for the time.
    package init(
        merchant: MerchantID, session: SessionID, state: PaymentState, event: EventID,
        occurredAt: Timestamp?, changedAttributes: SessionAttributes, digest: RequestDigest,
        mended: [MendedValue] = []
    ) {
        self.merchant = merchant
        self.session = session
        self.state = state
        self.event = event
        self.occurredAt = occurredAt
        self.changedAttributes = changedAttributes
        self.digest = digest
        self.mended = mended
    }

    /// What is stored about it already.
    ///
    /// Handed on as one, and not field by field.
    package final class Snapshot: Sendable {
        /// nil: unknown.
        package let merchant: Merchant?
        /// The call that used the same `event_id` in this session.
        package let replayed: Replayed?
        package let session: Session?
        /// All of the session's.
        package let notifications: [NotificationOutline]
        package let hasAuthenticator: Bool
        /// What the session's recipient wants; given without a recipient.
        package let consent: Consent
        /// The merchant's for the session's plugin that cover the state; empty without a plugin.
        package let bindings: [TemplateBinding]
        /// When the data were put back from a backup; nil: never.
        package let restoredAt: Timestamp?

        package init(
            merchant: Merchant?, replayed: Replayed?, session: Session?,
            notifications: [NotificationOutline], hasAuthenticator: Bool, consent: Consent,
            bindings: [TemplateBinding], restoredAt: Timestamp? = nil
        ) {
            self.merchant = merchant
            self.replayed = replayed
            self.session = session
            self.notifications = notifications
            self.hasAuthenticator = hasAuthenticator
            self.consent = consent
            self.bindings = bindings
            self.restoredAt = restoredAt
        }

        /// Takes the notifications whole.
        package convenience init(
            merchant: Merchant?, replayed: Replayed?, session: Session?,
            notifications: [Notification], hasAuthenticator: Bool, consent: Consent,
            bindings: [TemplateBinding], restoredAt: Timestamp? = nil
        ) {
            self.init(
                merchant: merchant, replayed: replayed, session: session,
                notifications: notifications.map(\.outline), hasAuthenticator: hasAuthenticator,
                consent: consent, bindings: bindings, restoredAt: restoredAt)
        }
    }

    /// The first call with an `event_id`.
    package struct Replayed: Sendable {
        package var digest: RequestDigest
        package var decision: Decision

        package init(digest: RequestDigest, decision: Decision) {
            self.digest = digest
            self.decision = decision
        }
    }

    /// What to write and what to answer.
    package enum Verdict: Sendable {
        /// The call was made before: answer so, write nothing.
        case replay(Decision)
        /// A first call: write and answer.
        case record(Effects)
    }

    /// What to write for a first call; handed on as one.
    package final class Effects: Sendable {
        /// The session as it stands afterwards; new if the snapshot had none.
        package let session: Session
        package let change: StateChange
        /// The notification to create: pending or held; nil for none.
        package let notification: Notification?
        /// Unsent notifications that end as superseded.
        package let superseded: [Withdrawal]
        /// Armed and uncertain notifications that are marked as withdrawn.
        package let withdrawnInFlight: [NotificationID]

        package init(
            session: Session, change: StateChange, notification: Notification?,
            superseded: [Withdrawal], withdrawnInFlight: [NotificationID]
        ) {
            self.session = session
            self.change = change
            self.notification = notification
            self.superseded = superseded
            self.withdrawnInFlight = withdrawnInFlight
        }
    }
}

/// The fields of a request, hashed by SHA-256.
package struct RequestDigest: Hashable, Sendable {
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Takes eight bytes each, the first one highest.
    package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// Takes at most 32 bytes; those that are not given are zero.
    package init(bytes: [UInt8]) {
        precondition(bytes.count <= 32, "a digest has at most 32 bytes")
        var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
        for index in bytes.indices {
            words[index / 8] |= UInt64(bytes[index]) << UInt64(56 - index % 8 * 8)
        }
        self.init(words[0], words[1], words[2], words[3])
    }

    /// All 32 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [first, second, third, fourth] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// All 32 bytes, eight in each number, the first one highest.
    package var words: InlineArray<4, UInt64> { [first, second, third, fourth] }
}
