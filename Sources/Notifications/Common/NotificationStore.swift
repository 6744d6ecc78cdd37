package import Time

/// Where everything is kept: takes commands by the batch, makes them durable, answers questions.
///
/// Nothing here hands out a cursor or a transaction, so that another engine fits behind it.
package protocol NotificationStore: OperationsStore, RecipientStore, SenderStore,
    ClaimStore
{
    /// Carries the commands out in order and calls back once, after the commit that made all of them
    /// durable, with one result for each. Commands of several callers may share a commit.
    func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void)

    /// The merchant; nil: unknown.
    func merchant(_ id: MerchantID) async throws(StoreFailure) -> Merchant?

    /// The merchant's authenticators by phone number id; nil: the merchant is unknown.
    func authenticators(of merchant: MerchantID) async throws(StoreFailure) -> [Authenticator]?

    /// The authenticator that a webhook's path names; nil: unknown.
    func authenticator(_ id: AuthenticatorID) async throws(StoreFailure) -> Authenticator?

    /// The merchant's bindings by key; nil: the merchant is unknown.
    func bindings(of merchant: MerchantID) async throws(StoreFailure) -> [TemplateBinding]?

    /// All that happened to a session.
    func timeline(
        of session: SessionID, merchant: MerchantID
    ) async throws(StoreFailure) -> Lookup<SessionTimeline>

    /// A page of notifications; nil: the merchant is unknown.
    func notifications(_ query: NotificationQuery) async throws(StoreFailure) -> NotificationPage?

    /// Unended notifications whose time ran out; at most `limit`.
    func expired(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference]

    /// All that decisions about a session, or about a merchant's notifications, look at.
    func view(_ query: SessionViewQuery) async throws(StoreFailure) -> Lookup<SessionView>

    /// Bindings that wait for a comparison with Meta's definitions; at most `limit`, the first of each
    /// authenticator before the second of any.
    func unverifiedBindings(limit: Int) async throws(StoreFailure) -> [BindingToVerify]

    /// Bindings that were compared and may not be sent, the first of each authenticator before the
    /// second of any; at most `limit` of those after the first `offset`.
    func unapprovedBindings(
        limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify]

    /// How many bindings have each status; one that no binding has may be missing.
    func templateCounts() async throws(StoreFailure) -> [TemplateStatus: Int]

    /// Approved bindings whose last comparison was before the moment, the first of each authenticator
    /// before the second of any; at most `limit` of those after the first `offset`.
    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify]
}

extension NotificationStore {
    /// Carries the commands out in one submission and waits for their durability: a result for each, in
    /// order.
    ///
    /// Past the deadline they are dropped; nil for none.
    package func perform(
        _ commands: [Command], before deadline: Moment? = nil
    ) async -> [CommandResult] {
        if commands.isEmpty { return [] }
        let results = await withCheckedContinuation { continuation in
            submit(commands.map { Submission($0, deadline: deadline) }) {
                continuation.resume(returning: $0)
            }
        }
        precondition(results.count == commands.count, "the store answers each command")
        return results
    }

    /// Carries one command out and waits for its durability.
    package func perform(_ command: Command) async -> CommandResult {
        await perform([command])[0]
    }
}

/// The store could not do what it was asked, such as to answer a question, which may be asked again.
package struct StoreFailure: Error, Hashable, Sendable {
    /// What was attempted and what happened, for the log; never for a caller.
    package var description: String

    package init(description: String) { self.description = description }
}

/// What a question about something of a merchant's found.
package enum Lookup<Found: Sendable>: Sendable {
    case found(Found)
    case missing(Refusal.Missing)
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
        /// Newest first; after the notification with this number, or from the first.
        case newest(before: Int64?)
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
    /// Where the next page begins: nil on the last page of `newest`, always set for `changed`.
    package var next: Int64?

    package init(notifications: [Notification], next: Int64?) {
        self.notifications = notifications
        self.next = next
    }
}

/// A binding and the account to ask about it.
package struct BindingToVerify: Hashable, Sendable {
    package var binding: TemplateBinding
    package var account: SenderAccount

    package init(binding: TemplateBinding, account: SenderAccount) {
        self.binding = binding
        self.account = account
    }
}
