/// Switches notifications of a session on or off.
package struct EnableNotifications: Hashable, Sendable {
    package var merchant: MerchantID
    package var session: SessionID
    package var plugin: Plugin
    /// As the caller wrote it; the merchant's default country may complete it.
    package var phone: String
    package var language: Language
    /// In the order of ``PaymentState/notifying``; available for the plugin; empty switches off.
    package var states: [PaymentState]
    /// Phases that were left out because the plugin does not have them.
    package var ignoredPhases: [Phase]
    package var attributes: SessionAttributes
    /// What of phone and attributes was mended when they were checked.
    package var mended: [MendedValue]

    /// Takes fields that have been checked, except for the phone.
    package init(
        merchant: MerchantID, session: SessionID, plugin: Plugin, phone: String,
        language: Language, states: [PaymentState], ignoredPhases: [Phase],
        attributes: SessionAttributes, mended: [MendedValue] = []
    ) {
        self.merchant = merchant
        self.session = session
        self.plugin = plugin
        self.phone = phone
        self.language = language
        self.states = states
        self.ignoredPhases = ignoredPhases
        self.attributes = attributes
        self.mended = mended
    }

    /// What is stored about it already.
    package struct Snapshot: Sendable {
        /// nil: unknown.
        package var merchant: Merchant?
        package var session: Session?
        /// All of the session's.
        package var notifications: [Notification]
        /// States of earlier calls, each once, in the order of their first calls.
        package var recordedStates: [PaymentState]
        package var hasAuthenticator: Bool
        /// What the recipient wants whom the command names.
        package var consent: Consent
        /// All of the merchant's for the plugin.
        package var bindings: [TemplateBinding]

        package init(
            merchant: Merchant?, session: Session?, notifications: [Notification],
            recordedStates: [PaymentState], hasAuthenticator: Bool, consent: Consent,
            bindings: [TemplateBinding]
        ) {
            self.merchant = merchant
            self.session = session
            self.notifications = notifications
            self.recordedStates = recordedStates
            self.hasAuthenticator = hasAuthenticator
            self.consent = consent
            self.bindings = bindings
        }
    }

    /// Whether one selected state could be notified of today.
    package struct Readiness: Hashable, Sendable {
        package var state: PaymentState
        /// `queued` if it could; otherwise what stands in the way.
        package var reason: Reason
        /// What is missing and how to mend it; empty if nothing is.
        package var message: String

        package init(state: PaymentState, reason: Reason, message: String) {
            self.state = state
            self.reason = reason
            self.message = message
        }
    }

    /// The answer to the caller.
    package struct Answer: Hashable, Sendable {
        package var states: [PaymentState]
        package var ignoredPhases: [Phase]
        package var readiness: [Readiness]
        package var missedStates: [PaymentState]
        package var withdrawn: [Withdrawal]
        package var phone: PhoneNumber
        package var mended: [MendedValue]

        package init(
            states: [PaymentState], ignoredPhases: [Phase], readiness: [Readiness],
            missedStates: [PaymentState], withdrawn: [Withdrawal], phone: PhoneNumber,
            mended: [MendedValue] = []
        ) {
            self.states = states
            self.ignoredPhases = ignoredPhases
            self.readiness = readiness
            self.missedStates = missedStates
            self.withdrawn = withdrawn
            self.phone = phone
            self.mended = mended
        }
    }

    /// What to write and what to answer.
    package struct Effects: Sendable {
        /// The session as it stands afterwards; new if the snapshot had none.
        package var session: Session
        /// Unsent notifications that end as cancelled, because their state is not selected any more.
        package var withdrawals: [Withdrawal]
        /// Armed and uncertain notifications of such states: they are marked as withdrawn.
        package var withdrawnInFlight: [NotificationID]
        package var answer: Answer
    }
}
