import Notifications

@testable import Delivery

/// A store in memory with the simplest rules: enough to see what delivery asks and in which order.
final class ToyStore: NotificationStore {
    /// A notification as the toy keeps it.
    struct Row: Hashable, Sendable {
        var id: NotificationID
        var status = NotificationStatus.pending
        var dueAt: Timestamp
        var expiresAt = Timestamp(milliseconds: .max)
        /// Has to end first.
        var predecessor: NotificationID?
        var attempts = 0
    }

    struct State: Sendable {
        var rows: [NotificationID: Row] = [:]
        var bindings: [BindingToVerify] = []
        /// Answers in place of carrying commands of the kind out, used from the front.
        var failures: [CommandKind: [CommandFailure]] = [:]
        /// Whether questions fail.
        var isDeaf = false
        /// Whether the question for unapproved bindings fails.
        var isDeafToUnapproved = false
    }

    static let merchant = MerchantID(rawValue: "m")
    static let account = SenderAccount(
        phoneNumberID: PhoneNumberID(rawValue: "100"), accountID: "200", accessToken: Secret("t"))

    private let state = Watched(State())
    private let journal: Journal
    /// Told of each commit; nil: announcements are lost.
    private let observer: CommitInbox?

    init(journal: Journal, observer: CommitInbox?) {
        self.journal = journal
        self.observer = observer
    }

    func update(_ change: (inout State) -> Void) { state.update(change) }

    func status(of id: NotificationID) -> NotificationStatus? { state.value.rows[id]?.status }

    /// Commits pending notifications, due after the delay, and announces them.
    @discardableResult
    func queue(_ names: [String], after delay: Duration = .zero) -> [NotificationID] {
        let rows = names.map {
            Row(id: NotificationID(rawValue: $0), dueAt: journal.wallClock.now() + delay)
        }
        state.update { state in
            for row in rows { state.rows[row.id] = row }
        }
        announce(rows)
        return rows.map(\.id)
    }

    /// Commits an unverified binding and announces it.
    func register(_ item: BindingToVerify) {
        state.update { $0.bindings.append(item) }
        observer?.committed(CommitNews(due: [], hasUnverifiedBindings: true))
    }

    func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        let results = submissions.map { carryOut($0.command) }
        announce(state.value.rows.values.filter { $0.status == .pending })
        completion(results)
    }

    static func reference(_ id: NotificationID) -> NotificationReference {
        NotificationReference(merchant: merchant, notification: id)
    }

    private func announce(_ rows: [Row]) {
        let due = rows.map {
            DueNotification(
                reference: Self.reference($0.id), queue: QueueID(rawValue: 0),
                recipient: PhoneNumber(checkedE164: "+96550001234"), dueAt: $0.dueAt)
        }
        observer?.committed(CommitNews(due: due, hasUnverifiedBindings: false))
    }
}

// MARK: - Commands

extension ToyStore {
    private func carryOut(_ command: Command) -> CommandResult {
        switch command {
        case .arm(let command):
            failure(.arm) ?? .success(.armed(arm(command.reference.notification)))
        case .recordAttempt(let report):
            failure(.recordAttempt) ?? .success(.recorded(record(report)))
        case .expire(let command):
            failure(.expire) ?? .success(.recorded(expire(command.reference.notification)))
        case .recordVerification(let report):
            failure(.recordVerification) ?? .success(record(report))
        default: .failure(.unavailable)
        }
    }

    private func failure(_ kind: CommandKind) -> CommandResult? {
        let failure = state.update { state -> CommandFailure? in
            guard let failures = state.failures[kind], let first = failures.first else {
                return nil
            }
            state.failures[kind] = Array(failures.dropFirst())
            return first
        }
        guard let failure else { return nil }
        journal.add(.failed(kind, failure))
        return .failure(failure)
    }

    private func arm(_ id: NotificationID) -> ArmNotification.Answer {
        let now = journal.wallClock.now()
        let (answer, entry) = state.update { state -> (ArmNotification.Answer, Entry?) in
            guard var row = state.rows[id], row.status == .pending else {
                return (.nothing(state.rows[id]?.status ?? .dead), nil)
            }
            if row.dueAt > now { return (.nothing(.pending), nil) }
            if state.isBlocked(row) { return (.wait, .toldToWait(id)) }
            row.status = .armed
            row.attempts += 1
            state.rows[id] = row
            return (.send(Self.message(row), from: Self.account), .armed(id))
        }
        entry.map(journal.add)
        return answer
    }

    private static func message(_ row: Row) -> OutboundMessage {
        OutboundMessage(
            reference: reference(row.id),
            token: AttemptToken(rawValue: "\(row.id)#\(row.attempts)"),
            to: PhoneNumber(checkedE164: "+96512345678"), templateName: "paid",
            templateLanguage: "en", parts: [])
    }

    private func record(_ report: AttemptReport) -> NotificationStatus? {
        let id = report.reference.notification
        let now = journal.wallClock.now()
        let status = state.update { state -> NotificationStatus? in
            guard var row = state.rows[id], row.status == .armed else {
                return state.rows[id]?.status
            }
            switch report.result {
            case .accepted: row.status = .accepted
            case .refused(_, .retry(let delay), _):
                row.status = .pending
                row.dueAt = now + (delay ?? .seconds(5))
            case .notSent:
                row.status = .pending
                row.dueAt = now + .seconds(1)
            case .refused: row.status = .dead
            case .unknown: row.status = .uncertain
            }
            state.rows[id] = row
            return row.status
        }
        if let status { journal.add(.recorded(id, status)) }
        return status
    }

    private func expire(_ id: NotificationID) -> NotificationStatus? {
        let status = state.update { state in
            if let row = state.rows[id], row.status.isUnsent { state.rows[id]?.status = .expired }
            return state.rows[id]?.status
        }
        if status == .expired { journal.add(.expired(id)) }
        return status
    }

    private func record(_ report: VerificationReport) -> CommandAnswer {
        state.update { state in
            for index in state.bindings.indices
            where state.bindings[index].binding.id == report.binding {
                state.bindings[index].binding.status = report.verdict.status
            }
        }
        journal.add(.verified(report.binding, report.verdict.status))
        return .recorded(nil)
    }
}

extension ToyStore.State {
    fileprivate func isBlocked(_ row: ToyStore.Row) -> Bool {
        guard let predecessor = row.predecessor.flatMap({ rows[$0] }) else { return false }
        return [.pending, .armed, .uncertain].contains(predecessor.status)
    }
}

// MARK: - Questions

extension ToyStore {
    func due(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        let state = try listening()
        let due = state.rows.values.filter {
            $0.status == .pending && $0.dueAt <= now && !state.isBlocked($0)
        }
        return due.sorted { ($0.dueAt, $0.id.rawValue) < ($1.dueAt, $1.id.rawValue) }
            .prefix(limit).map { Self.reference($0.id) }
    }

    func nextWakeUp() async throws(StoreFailure) -> Timestamp? {
        let state = try listening()
        let due = state.rows.values.filter { $0.status == .pending && !state.isBlocked($0) }
        let unended = state.rows.values.filter(\.status.isUnsent)
        return (due.map(\.dueAt) + unended.map(\.expiresAt)).min()
    }

    func expired(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        journal.add(.lookedForWork)
        return try listening().rows.values.filter { $0.status.isUnsent && $0.expiresAt <= now }
            .sorted { $0.id.rawValue < $1.id.rawValue }.prefix(limit)
            .map { Self.reference($0.id) }
    }

    func unverifiedBindings(limit: Int) async throws(StoreFailure) -> [BindingToVerify] {
        let bindings = try listening().bindings
        return Array(bindings.filter { $0.binding.status == .unverified }.prefix(limit))
    }

    func unapprovedBindings(
        limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        let state = try listening()
        if state.isDeafToUnapproved { throw StoreFailure(description: "deaf to unapproved") }
        let unapproved = state.bindings.filter {
            ![.unverified, .approved].contains($0.binding.status)
        }
        return Array(unapproved.dropFirst(offset).prefix(limit))
    }

    private func listening() throws(StoreFailure) -> State {
        let state = state.value
        if state.isDeaf { throw StoreFailure(description: "deaf") }
        return state
    }
}

// MARK: - Questions that delivery never asks

extension ToyStore {
    func merchant(_ id: MerchantID) async throws(StoreFailure) -> Merchant? { nil }

    func authenticators(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [Authenticator]? { nil }

    func authenticator(
        _ id: AuthenticatorID
    ) async throws(StoreFailure) -> Authenticator? { nil }

    func bindings(of merchant: MerchantID) async throws(StoreFailure) -> [TemplateBinding]? { nil }

    func timeline(
        of session: SessionID, merchant: MerchantID
    ) async throws(StoreFailure) -> Lookup<SessionTimeline> { .missing(.session) }

    func notifications(
        _ query: NotificationQuery
    ) async throws(StoreFailure) -> NotificationPage? { nil }

    func optOuts(
        of phone: PhoneNumber, merchant: MerchantID
    ) async throws(StoreFailure) -> [OptOut]? { nil }

    func optOuts(_ query: OptOutQuery) async throws(StoreFailure) -> OptOutPage? { nil }
}
