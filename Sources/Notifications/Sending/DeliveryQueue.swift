/// The number of a queue in the store.
package struct QueueID: Hashable, Sendable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// What all notifications of a queue have in common: the template that speaks for them, and its sender,
/// follow from it.
package struct QueueKey: Hashable, Sendable {
    package var merchant: MerchantID
    package var plugin: Plugin
    package var state: PaymentState
    /// The language of the messages, as their decisions fixed it.
    package var language: Language
    /// Whether people send them once more.
    package var isReplay: Bool

    package init(
        merchant: MerchantID, plugin: Plugin, state: PaymentState, language: Language,
        isReplay: Bool
    ) {
        self.merchant = merchant
        self.plugin = plugin
        self.state = state
        self.language = language
        self.isReplay = isReplay
    }

    package var lane: Lane {
        if isReplay { return .replay }
        return state.phase == .prePayment ? .prePayment : .postPayment
    }
}

/// A queue with pending notifications, and how it may be served.
package struct QueueState: Hashable, Sendable {
    package var id: QueueID
    package var merchant: MerchantID
    package var lane: Lane
    /// The number that its messages leave from; nil: no template or no account is left, and arming its
    /// notifications ends them with the reason.
    package var sender: PhoneNumberID?
    /// The app of the account that its messages leave by; nil with no account.
    package var app: AppID?
    /// The template that speaks for it, by its account, name and language; empty without one.
    package var template: String
    /// Why nothing of it may be armed; nil: it may.
    package var hold: HoldReason?
    /// When the last hold of its template ended; nil: there was none.
    package var releasedAt: Timestamp?
    /// When the first of its pending notifications is due that has to wait for no other.
    package var nextDue: Timestamp

    package init(
        id: QueueID, merchant: MerchantID, lane: Lane, sender: PhoneNumberID?, app: AppID?,
        template: String, hold: HoldReason?, releasedAt: Timestamp?, nextDue: Timestamp
    ) {
        self.id = id
        self.merchant = merchant
        self.lane = lane
        self.sender = sender
        self.app = app
        self.template = template
        self.hold = hold
        self.releasedAt = releasedAt
        self.nextDue = nextDue
    }
}

/// A pending notification and what delivery has to know to choose it.
package struct DueNotification: Hashable, Sendable {
    package var reference: NotificationReference
    package var queue: QueueID
    package var recipient: PhoneNumber
    package var dueAt: Timestamp

    package init(
        reference: NotificationReference, queue: QueueID, recipient: PhoneNumber,
        dueAt: Timestamp
    ) {
        self.reference = reference
        self.queue = queue
        self.recipient = recipient
        self.dueAt = dueAt
    }
}

/// What delivery asks of the store beside commands.
package protocol DeliveryStore: CommandStore {
    /// The queues with pending notifications, due or not, but for those that have to wait for an earlier
    /// notification of their session.
    func queues() async throws(StoreFailure) -> [QueueState]

    /// Pending notifications of the queues that may be armed, earliest due first; at most `limit`.
    ///
    /// One that has to wait for an earlier notification of its session is not among them.
    func due(
        in queues: [QueueID], at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [DueNotification]

    /// Uncertain notifications whose time for another look has come; at most `limit`.
    func uncertain(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference]

    /// Unended notifications whose time ran out; at most `limit`.
    func expired(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference]

    /// When the next unended notification expires, or the next uncertain one is to be looked at; nil:
    /// never.
    func nextDeadline() async throws(StoreFailure) -> Timestamp?

    /// The merchant's authenticators by phone number id; nil: the merchant is unknown.
    func authenticators(of merchant: MerchantID) async throws(StoreFailure) -> [Authenticator]?

    /// What is known of the sender numbers.
    func senders() async throws(StoreFailure) -> [Sender]
}
