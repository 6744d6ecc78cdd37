import Notifications

@testable import Delivery

/// A store in memory with the simplest rules: enough to see what delivery asks and in which order.
final class ToyStore: DeliveryStore, WorkerStore {
    /// A notification as the toy keeps it.
    struct Row: Hashable, Sendable {
        var id: NotificationID
        var status = NotificationStatus.pending
        var dueAt: Timestamp
        var expiresAt = Timestamp(milliseconds: .max)
        /// Has to end first.
        var predecessor: NotificationID?
        var queue = ToyStore.queue.id
        var attempts = 0
    }

    struct State: Sendable {
        var rows: [NotificationID: Row] = [:]
        var queues = [ToyStore.queue.id: ToyStore.queue]
        var senders: [Sender] = []
        var accounts: [Authenticator] = []
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
        phoneNumberID: PhoneNumberID(rawValue: "100"), accountID: "200", accessToken: Secret("t"),
        appSecret: Secret("s"))

    /// Where rows are unless they say otherwise.
    static let queue = QueueState(
        id: QueueID(rawValue: 1), merchant: merchant, lane: .postPayment,
        sender: account.phoneNumberID, app: AppID(rawValue: 1),
        template: "200/paid (en)", hold: nil, releasedAt: nil,
        nextDue: Timestamp(milliseconds: 0))

    private let state = Watched(State())
    private let journal: Journal
    /// Told of each commit; nil: announcements are lost.
    private let observer: CommitInbox?

    init(journal: Journal, observer: CommitInbox?) {
        self.journal = journal
        self.observer = observer
    }

    func update(_ change: (inout State) -> Void) { state.update(change) }

    var bindings: [BindingToVerify] { state.value.bindings }

    func status(of id: NotificationID) -> NotificationStatus? { state.value.rows[id]?.status }

    /// Commits pending notifications, due after the delay, and announces them.
    @discardableResult
    func queue(
        _ names: [String], after delay: Duration = .zero, in queue: QueueID = ToyStore.queue.id
    ) -> [NotificationID] {
        let dueAt = journal.wallClock.now() + delay
        let rows = names.map {
            Row(id: NotificationID(rawValue: $0), dueAt: dueAt, queue: queue)
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
        observer?.committed(CommitEvents(due: [], hasUnverifiedBindings: true))
    }

    func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        let results = submissions.map { carryOut($0.command) }
        let touched = Set(submissions.compactMap(\.command.notification))
        let rows = state.value.rows.values.filter { row in
            row.status == .pending
                && (touched.contains(row.id) || row.predecessor.map(touched.contains) ?? false)
        }
        announce(rows)
        completion(results)
    }

    /// Changes how queues are served and announces it.
    func serve(_ queue: QueueID, _ change: (inout QueueState) -> Void) {
        state.update { state in
            var changed = state.queues[queue] ?? Self.queue
            changed.id = queue
            change(&changed)
            state.queues[queue] = changed
        }
        observer?.committed(CommitEvents(queuesChanged: true))
    }

    static func reference(_ id: NotificationID) -> NotificationReference {
        NotificationReference(merchant: merchant, notification: id)
    }

    private func announce(_ rows: [Row]) {
        let state = state.value
        observer?.committed(CommitEvents(due: rows.map { state.due($0) }))
    }
}

// MARK: - Commands

extension ToyStore {
    private func carryOut(_ command: Command) -> CommandResult {
        switch command {
        case .arm(let command):
            failure(.arm) ?? .success(.armed(arm(command)))
        case .recordAttempt(let report):
            failure(.recordAttempt) ?? .success(.recorded(record(report)))
        case .expire(let command):
            failure(.expire) ?? .success(.recorded(expire(command.reference.notification)))
        case .recordVerification(let report):
            failure(.recordVerification) ?? .success(record(report))
        case .recordSender(let report):
            failure(.recordSender) ?? .success(record(report))
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

    private func arm(_ command: ArmNotification) -> ArmNotification.Answer {
        let id = command.reference.notification
        let now = journal.wallClock.now()
        let (answer, entry) = state.update { state -> (ArmNotification.Answer, Entry?) in
            guard var row = state.rows[id], row.status == .pending else {
                return (.nothing(state.rows[id]?.status ?? .dead), nil)
            }
            guard let queue = state.queues[row.queue], queue.hold == nil,
                queue.sender == command.sender
            else { return (.moved, .toldItMoved(id)) }
            if row.dueAt > now { return (.later(row.dueAt), nil) }
            if state.isBlocked(row) { return (.wait, .toldToWait(id)) }
            row.status = .armed
            row.attempts += 1
            state.rows[id] = row
            var account = Self.account
            account.phoneNumberID = queue.sender ?? account.phoneNumberID
            return (.send(Self.message(row, of: state), from: account), .armed(id))
        }
        entry.map(journal.add)
        return answer
    }

    private static func message(_ row: Row, of state: State) -> OutboundMessage {
        let due = state.due(row)
        return OutboundMessage(
            reference: due.reference,
            token: AttemptToken(rawValue: "\(row.id)#\(row.attempts)"),
            to: due.recipient, templateName: "paid",
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
            case .refused(_, .stopSender, _), .refused(_, .throughput, _),
                .refused(_, .senderBusy, _), .refused(_, .pairLimit, _):
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
                state.bindings[index].binding.checkedAt = journal.wallClock.now()
            }
        }
        journal.add(.verified(report.binding, report.verdict.status))
        return .recorded(nil)
    }

    private func record(_ report: SenderReport) -> CommandAnswer {
        state.update { state in
            let known = state.senders.first { $0.number == report.number }
            var sender = known ?? Sender(number: report.number, details: nil, stops: [])
            sender.stops.removeAll { $0.merchant == report.merchant }
            if let stop = report.stop { sender.stops.append(stop) }
            state.senders.removeAll { $0.number == report.number }
            state.senders.append(sender)
        }
        journal.add(report.stop.map { .stopped($0.number, $0.cause) } ?? .resumed(report.number))
        return .recorded(nil)
    }
}

extension Command {
    /// The notification that it is about.
    fileprivate var notification: NotificationID? {
        switch self {
        case .arm(let command): command.reference.notification
        case .recordAttempt(let report): report.reference.notification
        case .expire(let command): command.reference.notification
        default: nil
        }
    }
}

extension ToyStore.State {
    /// Each row has a recipient of its own.
    fileprivate func due(_ row: ToyStore.Row) -> DueNotification {
        DueNotification(
            reference: NotificationReference(
                merchant: queues[row.queue]?.merchant ?? ToyStore.merchant, notification: row.id),
            queue: row.queue, recipient: PhoneNumber(checkedE164: "+1\(row.id.rawValue)"),
            dueAt: row.dueAt)
    }

    fileprivate var free: [ToyStore.Row] {
        rows.values.filter { $0.status == .pending && !isBlocked($0) }
    }

    fileprivate func isBlocked(_ row: ToyStore.Row) -> Bool {
        guard let predecessor = row.predecessor.flatMap({ rows[$0] }) else { return false }
        return [.pending, .armed, .uncertain].contains(predecessor.status)
    }
}

// MARK: - Questions

extension ToyStore {
    func queues() async throws(StoreFailure) -> [QueueState] {
        journal.add(.lookedForWork)
        let state = try listening()
        return Dictionary(grouping: state.free, by: \.queue).compactMap { id, rows in
            var queue = state.queues[id]
            queue?.nextDue = rows.map(\.dueAt).min() ?? Timestamp(milliseconds: .max)
            return queue
        }
    }

    func due(
        in queues: [QueueID], at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [DueNotification] {
        let state = try listening()
        return state.free.filter { queues.contains($0.queue) && $0.dueAt <= now }
            .sorted { ($0.dueAt, $0.id.rawValue) < ($1.dueAt, $1.id.rawValue) }
            .prefix(limit).map(state.due)
    }

    func uncertain(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] { [] }

    func nextDeadline() async throws(StoreFailure) -> Timestamp? {
        try listening().rows.values.filter(\.status.isUnsent).map(\.expiresAt).min()
    }

    func senders() async throws(StoreFailure) -> [Sender] { try listening().senders }

    func expired(
        at now: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [NotificationReference] {
        try listening().rows.values.filter { $0.status.isUnsent && $0.expiresAt <= now }
            .sorted { $0.id.rawValue < $1.id.rawValue }.prefix(limit)
            .map { Self.reference($0.id) }
    }

    func templateCounts() async throws(StoreFailure) -> [TemplateStatus: Int] {
        Dictionary(grouping: try listening().bindings, by: \.binding.status).mapValues(\.count)
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

    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) async throws(StoreFailure) -> [BindingToVerify] {
        let overdue = bindings.filter { item in
            item.binding.status == .approved
                && item.binding.checkedAt.map { $0 < moment } ?? false
        }
        return Array(overdue.dropFirst(offset).prefix(limit))
    }

    func authenticators(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [Authenticator]? {
        try listening().accounts.filter { $0.merchant == merchant }
    }

    private func listening() throws(StoreFailure) -> State {
        let state = state.value
        if state.isDeaf { throw StoreFailure(description: "deaf") }
        return state
    }
}

// MARK: - Questions of workers that no test here has

extension ToyStore {
    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion] { [] }

    func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck] { [] }

    var silences: [SilenceRecord.Way: Timestamp] { [:] }

    func runningReplays() async throws(StoreFailure) -> [Replay] { [] }

    func runningErasures() async throws(StoreFailure) -> [Erasure] { [] }

    func figures() async throws(StoreFailure) -> StoreFigures { .none }
}
