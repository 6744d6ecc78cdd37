/// What callers ask.
package protocol CallStore: CommandStore {
    /// The merchant; nil: unknown.
    func merchant(_ id: MerchantID) async throws(StoreFailure) -> Merchant?

    /// A page of the merchants.
    func merchants(_ query: MerchantsQuery) async throws(StoreFailure) -> MerchantPage

    /// The merchant's authenticators as they stand with Meta, by phone number id; nil: the merchant is
    /// unknown.
    func authenticatorStatuses(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [AuthenticatorStatus]?

    /// The merchant's bindings by key; nil: the merchant is unknown.
    func bindings(of merchant: MerchantID) async throws(StoreFailure) -> [TemplateBinding]?

    /// All that happened to a session.
    func timeline(
        of session: SessionID, merchant: MerchantID
    ) async throws(StoreFailure) -> Lookup<SessionTimeline>

    /// A page of notifications; nil: the merchant is unknown.
    func notifications(_ query: NotificationQuery) async throws(StoreFailure) -> NotificationPage?

    /// All that decisions about a session, or about a merchant's notifications, look at.
    func view(_ query: SessionViewQuery) async throws(StoreFailure) -> Lookup<SessionView>

    /// The merchant's numbers as the merchant may see them, by number; nil: the merchant is unknown.
    func senders(of merchant: MerchantID) async throws(StoreFailure) -> [SenderStatus]?

    /// All opt-outs of the phone; nil: the merchant is unknown.
    func optOuts(
        of phone: PhoneNumber, merchant: MerchantID
    ) async throws(StoreFailure) -> [OptOut]?

    /// A page of the merchant's opt-outs that stand; nil: the merchant is unknown.
    func optOuts(_ query: PageQuery) async throws(StoreFailure) -> OptOutPage?

    /// An erasure of the merchant's.
    func erasure(_ reference: ErasureReference) async throws(StoreFailure) -> Lookup<Erasure>

    /// The pauses that concern the merchant, oldest first: its own, and those of its numbers that
    /// others asked for; nil: the merchant is unknown.
    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]?

    /// A page of what people did; nil: the merchant is unknown.
    func auditEntries(_ query: PageQuery) async throws(StoreFailure) -> AuditPage?

    /// A replay of the merchant's.
    func replay(_ reference: ReplayReference) async throws(StoreFailure) -> Lookup<Replay>

    /// A page of the merchant's replays; nil: the merchant is unknown.
    func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage?
}

/// All that happened to a session.
package struct SessionTimeline: Hashable, Sendable {
    package var session: Session
    /// Oldest first; at most the newest ``stateChangesMax``.
    package var stateChanges: [StateChange]
    /// Oldest first, each with its attempts.
    package var notifications: [Entry]

    /// A notification with all that was tried for it.
    package struct Entry: Hashable, Sendable {
        package var notification: Notification
        /// Oldest first.
        package var attempts: [Attempt]

        package init(notification: Notification, attempts: [Attempt]) {
            self.notification = notification
            self.attempts = attempts
        }
    }

    /// How many state changes a timeline shows.
    package static let stateChangesMax = 1_000

    package init(session: Session, stateChanges: [StateChange], notifications: [Entry]) {
        self.session = session
        self.stateChanges = stateChanges
        self.notifications = notifications
    }
}

/// Which notifications to list, and from where on.
package struct NotificationQuery: Hashable, Sendable {
    /// The order of the list and the place to go on from.
    package enum Position: Hashable, Sendable {
        /// The latest change first; those before the change with this number, or from the first.
        case latest(before: Int64?)
        /// In the order of their last changes; those after the change with this number.
        case changed(after: Int64)
    }

    package var merchant: MerchantID
    package var session: SessionID?
    /// As people see it: what waits in a held queue is held.
    package var status: NotificationStatus?
    package var position: Position
    /// 1 to 500.
    package var limit: Int

    package init(
        merchant: MerchantID, session: SessionID?, status: NotificationStatus?,
        position: Position, limit: Int
    ) {
        self.merchant = merchant
        self.session = session
        self.status = status
        self.position = position
        self.limit = limit
    }
}

/// A page of notifications.
package struct NotificationPage: Hashable, Sendable {
    package var notifications: [Notification]
    /// Where the next page begins: nil on the last page of `latest`, always set for `changed`.
    package var next: Int64?

    package init(notifications: [Notification], next: Int64?) {
        self.notifications = notifications
        self.next = next
    }
}
