import Notifications
import Synchronization

/// A store that keeps nothing: it records the commands and answers from a script.
final class ScriptedStore: CallStore {
    /// What the questions find.
    struct Contents: Sendable {
        var merchant: Merchant?
        var merchantPage = MerchantPage(merchants: [], next: nil)
        var authenticators: [Authenticator]?
        var bindings: [TemplateBinding]?
        var senders: [SenderStatus]?
        var timeline = Lookup<SessionTimeline>.missing(.session)
        var view = Lookup<SessionView>.missing(.session)
        var page: NotificationPage?
        var pauses: [Pause]?
        var auditPage: AuditPage?
        var optOuts: [OptOut]?
        var optOutPage: OptOutPage?
        var replay = Lookup<Replay>.missing(.replay)
        var replayPage: ReplayPage?
        var erasure = Lookup<Erasure>.missing(.erasure)
        var failure: StoreFailure?
    }

    private let answer: @Sendable (Command) -> CommandResult
    let contents: Contents
    private let batchesTaken = Mutex<[[Submission]]>([])
    private let queriesTaken = Mutex<[NotificationQuery]>([])
    private let pageQueriesTaken = Mutex<[PageQuery]>([])
    private let merchantsQueriesTaken = Mutex<[MerchantsQuery]>([])

    init(
        _ contents: Contents = Contents(),
        answer: @escaping @Sendable (Command) -> CommandResult = { _ in .failure(.unavailable) }
    ) {
        self.contents = contents
        self.answer = answer
    }

    /// The batches in the order in which they came.
    var batches: [[Submission]] { batchesTaken.withLock(\.self) }

    /// All commands in the order in which they came.
    var commands: [Command] { batches.flatMap { $0.map(\.command) } }

    /// The questions for pages of what people did.
    var pageQueries: [PageQuery] { pageQueriesTaken.withLock(\.self) }

    /// The questions for merchants.
    var merchantsQueries: [MerchantsQuery] { merchantsQueriesTaken.withLock(\.self) }

    /// The questions for notifications.
    var queries: [NotificationQuery] { queriesTaken.withLock(\.self) }

    /// Notes a question for such a page.
    func note(_ query: PageQuery) { pageQueriesTaken.withLock { $0.append(query) } }

    /// Notes a question for merchants.
    func note(_ query: MerchantsQuery) { merchantsQueriesTaken.withLock { $0.append(query) } }

    func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        batchesTaken.withLock { $0.append(submissions) }
        completion(submissions.map { answer($0.command) })
    }

    func merchant(_ id: MerchantID) async throws(StoreFailure) -> Merchant? {
        try found(contents.merchant)
    }

    func authenticatorStatuses(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [AuthenticatorStatus]? {
        try found(
            contents.authenticators.map { own in
                own.map {
                    AuthenticatorStatus(
                        authenticator: $0, checkedAt: nil, isSubscribed: nil,
                        contact: WebhookContact(), silentSince: nil,
                        now: Timestamp(milliseconds: 1_000))
                }
            })
    }

    func senders(of merchant: MerchantID) async throws(StoreFailure) -> [SenderStatus]? {
        try found(contents.senders)
    }

    func bindings(of merchant: MerchantID) async throws(StoreFailure) -> [TemplateBinding]? {
        try found(contents.bindings)
    }

    func view(_ query: SessionViewQuery) async throws(StoreFailure) -> Lookup<SessionView> {
        try found(contents.view)
    }

    func timeline(
        of session: SessionID, merchant: MerchantID
    ) async throws(StoreFailure) -> Lookup<SessionTimeline> {
        try found(contents.timeline)
    }

    func notifications(
        _ query: NotificationQuery
    ) async throws(StoreFailure) -> NotificationPage? {
        queriesTaken.withLock { $0.append(query) }
        return try found(contents.page)
    }

    func optOuts(
        of phone: PhoneNumber, merchant: MerchantID
    ) async throws(StoreFailure) -> [OptOut]? {
        try found(contents.optOuts)
    }

    func optOuts(_ query: PageQuery) async throws(StoreFailure) -> OptOutPage? {
        try found(contents.optOutPage)
    }

    func merchants(_ query: MerchantsQuery) async throws(StoreFailure) -> MerchantPage {
        note(query)
        return try found(contents.merchantPage)
    }

    func pauses(of merchant: MerchantID) async throws(StoreFailure) -> [Pause]? {
        try found(contents.pauses)
    }

    func replay(_ reference: ReplayReference) async throws(StoreFailure) -> Lookup<Replay> {
        try found(contents.replay)
    }

    func erasure(_ reference: ErasureReference) async throws(StoreFailure) -> Lookup<Erasure> {
        try found(contents.erasure)
    }

    func replays(_ query: PageQuery) async throws(StoreFailure) -> ReplayPage? {
        note(query)
        return try found(contents.replayPage)
    }

    func auditEntries(_ query: PageQuery) async throws(StoreFailure) -> AuditPage? {
        note(query)
        return try found(contents.auditPage)
    }

    func found<Value>(_ value: Value) throws(StoreFailure) -> Value {
        if let failure = contents.failure { throw failure }
        return value
    }
}
