internal import Notifications
internal import SQLite

/// Carries commands out on the writer's connection: loads what one concerns, lets it decide, writes.
///
/// Belongs to the writer's queue. Whoever calls it opens the transaction, and takes back what a
/// command wrote that threw.
final class CommandRunner {
    let tables: Tables
    let boot: Int64
    let zones: any ZoneRules
    var ids: IdentifierGenerator
    var random: any RandomNumberGenerator & Sendable
    var channels: ChannelRecord
    /// What the command under way leaves to do.
    var trace = CommandTrace()
    /// How many people portfolios wrote to in the last day; nil for one without a limit.
    var people: [String: PeopleCount?] = [:]
    /// Whom portfolios wrote to and who have not been counted yet.
    ///
    /// Lost with the process, which then counts too few for a day.
    var backlogs: [String: PeopleBacklog] = [:]
    /// What is known of merchants; forgotten when anything in it changes.
    private var tenants: [MerchantID: Tenant] = [:]
    /// Queues that were asked for.
    var queues = KnownQueues()
    /// Since when numbers are silent; the writer shows it when it has changed.
    var silences = SilenceRecord()
    var silencesChanged = false
    /// What Meta refused one after the other.
    var refusals = RefusalRuns()
    /// Whether there are messages that were refused and are kept; missing: not known.
    var haveKept: [KeptKey: Bool] = [:]
    private var changesSinceBoot: Int64 = 0

    /// Merchants that are remembered at most.
    static let tenantsMax = 10_000

    init(
        tables: Tables, boot: Int64, zones: any ZoneRules, clock: any WallClock,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.tables = tables
        self.boot = boot
        self.zones = zones
        self.random = random
        channels = ChannelRecord(healthySince: clock.now())
        ids = IdentifierGenerator(now: clock.now(), random: random)
    }

    /// Carries one command out; throws a `Refusal` or a `SQLiteError`.
    func run(_ command: Command, at now: Timestamp) throws -> CommandAnswer {
        trace = CommandTrace(source: command.source)
        ids.advance(to: now)
        switch command {
        case .setMerchant(let command): return try set(command.merchant)
        case .registerAuthenticator(let command): return try register(command, at: now)
        case .registerTemplate(let command): return try register(command)
        case .enableNotifications(let command): return try enable(command, at: now)
        case .notifyStateChange(let command): return try notify(command, at: now)
        case .release(let command): return try release(command, at: now)
        case .cancel(let command): return try cancel(command, at: now)
        case .resolve(let command): return try resolve(command, at: now)
        case .pause(let command): return try pause(command, at: now)
        case .resume(let command): return try resume(command, at: now)
        case .setChannel(let command): return try set(command, at: now)
        case .send(let command): return try send(command, at: now)
        case .setOptOut(let command): return try set(command, at: now)
        case .resend(let command): return try resend(command, at: now)
        case .startReplay(let command): return try start(command, at: now)
        case .cancelReplay(let command): return try cancel(command, at: now)
        case .syncTemplates(let command): return try sync(command, at: now)
        case .subscribe(let command): return try subscribe(command, at: now)
        case .arm(let command): return try arm(command, at: now)
        case .recordAttempt(let report): return try record(report, at: now)
        case .recordReceipt(let report, let proof): return try record(report, proof, at: now)
        case .recordConsent(let report, let proof): return try record(report, proof, at: now)
        case .recordCustomerChange(let change, let proof): return try record(change, proof, at: now)
        case .recordVerification(let report): return try record(report, at: now)
        case .recordTemplateEvent(let event, let proof): return try record(event, proof, at: now)
        case .recordSender(let report): return try record(report, at: now)
        case .recordSenderDetails(let report): return try record(report, at: now)
        case .recordAccountEvent(let event, let proof): return try record(event, proof, at: now)
        case .recordClaim(let report): return try record(report, at: now)
        case .recordContact(let report): return try record(report, at: now)
        case .expire(let command): return try expire(command, at: now)
        case .resolveUncertain(let command): return try resolve(command, at: now)
        case .advanceReplay(let command): return try advance(command, at: now)
        }
    }

    /// The number of a change: ascending over all starts, without a row to keep the last one in.
    ///
    /// A start has room for 2^40 changes.
    func nextRevision() -> Int64 {
        changesSinceBoot += 1
        return boot << 40 + changesSinceBoot
    }

    /// What is known of the merchant; nil: unknown.
    func tenant(_ id: MerchantID) throws(SQLiteError) -> Tenant? {
        if let known = tenants[id] { return known }
        guard let (key, merchant) = try tables.merchants.find(id) else { return nil }
        let tenant = Tenant(
            key, merchant, authenticators: try tables.merchants.authenticators(of: key),
            bindings: try tables.templates.bindings(of: key),
            pauses: try tables.pauses.concerning(key).map(\.pause.scope))
        if tenants.count >= Self.tenantsMax { tenants = [:] }
        tenants[id] = tenant
        return tenant
    }

    /// What is known of the merchant, or the refusal of a command about an unknown one.
    func knownTenant(_ id: MerchantID) throws -> Tenant {
        guard let tenant = try tenant(id) else { throw Refusal.notFound(.merchant) }
        return tenant
    }

    /// To be called when anything of the merchant changed.
    func forget(_ id: MerchantID) { tenants[id] = nil }

    /// To be called when writes were taken back, or something changed that merchants share.
    func forgetAll() {
        tenants = [:]
        queues = KnownQueues()
        people = [:]
        backlogs = backlogs.mapValues { _ in PeopleBacklog() }
        haveKept = [:]
    }
}

/// What a command, or all of a commit's, brought about.
struct CommandTrace: Sendable {
    /// Whose word the command brings about uncertain attempts.
    var source = Certainty.Source.receipt
    /// What is left to do.
    var events = CommitEvents()
    /// Notifications that came to a status or left it.
    var counts = StatusCounts()
    /// What became of failures that are their sender's.
    var failures: [SenderFailure.Outcome] = []
    /// What was settled about messages of unknown outcome.
    var certainties: [Certainty] = []

    /// Adds what the next command brought about.
    mutating func add(_ next: CommandTrace) {
        events.add(next.events)
        counts.add(next.counts)
        failures += next.failures
        certainties += next.certainties
    }
}

/// By how much the numbers of notifications in each status change.
struct StatusCounts: Sendable {
    /// A few; they are found one after the other.
    private(set) var differences: [(status: NotificationStatus, difference: Int)] = []

    mutating func append(_ change: (status: NotificationStatus, difference: Int)) {
        for place in differences.indices where differences[place].status == change.status {
            differences[place].difference += change.difference
            return
        }
        differences.append(change)
    }

    mutating func add(_ other: StatusCounts) {
        for change in other.differences { append(change) }
    }
}

extension CommandRunner {
    /// Writes the changed numbers, once for all commands of a commit.
    func write(_ counts: StatusCounts) throws(SQLiteError) {
        for (status, difference) in counts.differences where difference != 0 {
            try tables.system.add(difference, to: status)
        }
    }
}
