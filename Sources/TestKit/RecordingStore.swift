package import Notifications
import Synchronization

/// A store that remembers what it is given and answers as it is told; it has no disk and no rules.
package final class RecordingStore: CallStore, WebhookStore, WorkerStore {
    /// What becomes of commands.
    package enum Mode: Sendable {
        /// Each is answered `recorded` at once.
        case commits
        /// Each is answered so at once.
        case answers(CommandAnswer)
        /// Each is answered with the failure at once.
        case fails(CommandFailure)
        /// None is answered before ``release()``.
        case stalls
    }

    fileprivate struct State {
        var mode = Mode.commits
        var isReadable = true
        var authenticators: [AuthenticatorID: Authenticator] = [:]
        var sendersToAsk: [SenderQuestion] = []
        var claimsToCheck: [ClaimToCheck] = []
        var templateCounts: [TemplateStatus: Int] = [:]
        var silences: [SilenceRecord.Way: Timestamp] = [:]
        var batches: [[Submission]] = []
        var questionsAsked = 0
        var held: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Knows these authenticators.
    package init(authenticators: [Authenticator] = []) {
        state.withLock { state in
            for authenticator in authenticators {
                state.authenticators[authenticator.id] = authenticator
            }
        }
    }

    /// What becomes of commands from here on.
    package func set(_ mode: Mode) { state.withLock { $0.mode = mode } }

    /// How many bindings have each status.
    package func set(templateCounts: [TemplateStatus: Int]) {
        state.withLock { $0.templateCounts = templateCounts }
    }

    /// The accounts whose numbers are to be asked about, each until its details are recorded.
    package func set(sendersToAsk: [SenderAccount]) {
        state.withLock { state in
            state.sendersToAsk = sendersToAsk.map {
                SenderQuestion(
                    authenticator: AuthenticatorID(rawValue: $0.phoneNumberID.rawValue), account: $0
                )
            }
        }
    }

    /// The claims to ask Meta about, each until an answer about it is recorded.
    package func set(claimsToCheck: [ClaimToCheck]) {
        state.withLock { $0.claimsToCheck = claimsToCheck }
    }

    /// Whether questions are answered from here on; they fail otherwise.
    package func set(isReadable: Bool) { state.withLock { $0.isReadable = isReadable } }

    /// The commands of each call of ``submit(_:completion:)``, oldest first, but ``contacts``.
    package var batches: [[Command]] {
        state.withLock(\.batches).map { $0.map(\.command) }
            .filter { $0.allSatisfy { $0.contact == nil } }
    }

    /// What was said of the ways that Meta reaches authenticators by, in the order in which it came.
    package var contacts: [ContactReport] {
        state.withLock(\.batches).flatMap { $0.compactMap(\.command.contact) }
    }

    /// How often anything was asked; failed questions count.
    package var questionsAsked: Int { state.withLock(\.questionsAsked) }

    /// Answers all that was stalled, as committed.
    package func release() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for answer in held { answer() }
    }

    package func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        let count = submissions.count
        let answer: (@Sendable () -> Void)? = state.withLock { state in
            state.batches.append(submissions)
            if case .commits = state.mode { state.note(submissions.map(\.command)) }
            let committed = { @Sendable in
                completion(Array(repeating: .success(.recorded(nil)), count: count))
            }
            switch state.mode {
            case .commits: return committed
            case .answers(let answer):
                return { completion(Array(repeating: .success(answer), count: count)) }
            case .fails(let failure):
                return { completion(Array(repeating: .failure(failure), count: count)) }
            case .stalls:
                state.held.append(committed)
                return nil
            }
        }
        answer?()
    }

    package func merchant(_ id: MerchantID) async throws(StoreFailure) -> Merchant? {
        try read { _ in nil }
    }

    package func authenticators(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [Authenticator]? {
        try read { state in state.authenticators.values.filter { $0.merchant == merchant } }
    }

    package func authenticator(
        _ id: AuthenticatorID
    ) async throws(StoreFailure) -> Authenticator? {
        try read { $0.authenticators[id] }
    }

    package func bindings(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [TemplateBinding]? {
        try read { _ in nil }
    }

    package func view(
        _ query: SessionViewQuery
    ) async throws(StoreFailure) -> Lookup<SessionView> {
        try read { _ in .missing(.session) }
    }

    package func timeline(
        of session: SessionID, merchant: MerchantID
    ) async throws(StoreFailure) -> Lookup<SessionTimeline> {
        try read { _ in .missing(.session) }
    }

    package func notifications(
        _ query: NotificationQuery
    ) async throws(StoreFailure) -> NotificationPage? {
        try read { _ in nil }
    }

    package func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion] {
        try read { Array($0.sendersToAsk.prefix(limit)) }
    }

    package func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck] {
        try read { Array($0.claimsToCheck.prefix(limit)) }
    }

    package func authenticatorStatuses(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [AuthenticatorStatus]? {
        try read { _ in nil }
    }

    /// The numbers that are silent from here on.
    package func set(silences: [SilenceRecord.Way: Timestamp]) {
        state.withLock { $0.silences = silences }
    }

    package var silences: [SilenceRecord.Way: Timestamp] { state.withLock(\.silences) }

    package func senders(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [SenderStatus]? {
        try read { _ in nil }
    }

    package func templateCounts() async throws(StoreFailure) -> [TemplateStatus: Int] {
        try read { $0.templateCounts }
    }

    package func unverifiedBindings(
        limit: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        try read { _ in [] }
    }

    package func unapprovedBindings(
        limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        try read { _ in [] }
    }

    package func optOuts(
        of phone: PhoneNumber, merchant: MerchantID
    ) async throws(StoreFailure) -> [OptOut]? {
        try read { _ in nil }
    }

    package func optOuts(_ query: PageQuery) async throws(StoreFailure) -> OptOutPage? {
        try read { _ in nil }
    }

    private func read<Found: Sendable>(
        _ find: (State) -> Found
    ) throws(StoreFailure) -> Found {
        let found = state.withLock { state in
            state.questionsAsked += 1
            return state.isReadable ? find(state) : nil
        }
        guard let found else { throw StoreFailure(description: "the store cannot be read") }
        return found
    }
}

extension RecordingStore.State {
    fileprivate mutating func note(_ commands: [Command]) {
        for case .recordSenderDetails(let report) in commands {
            sendersToAsk.removeAll { $0.account.phoneNumberID == report.number }
        }
        for case .recordClaim(let report) in commands {
            claimsToCheck.removeAll { $0.authenticator == report.authenticator }
        }
    }
}

extension Command {
    fileprivate var contact: ContactReport? {
        if case .recordContact(let report) = self { report } else { nil }
    }
}
