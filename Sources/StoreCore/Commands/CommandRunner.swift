package import Notifications

/// Carries commands out on an engine's records: loads what one concerns, lets it decide, writes.
///
/// Belongs to the thread that writes. Whoever calls it begins and commits, and takes back what a command
/// wrote that threw.
package final class CommandRunner {
    let context: CommandContext
    private let writer: NotificationWriter
    private let sessions: SessionCommands
    private let customers: CustomerCommands
    private let merchants: MerchantCommands
    private let templates: TemplateCommands
    private let senders: SenderCommands
    private let budget: RecipientBudget
    private let refused: RefusedMessages
    private let operators: OperatorCommands
    private let replays: ReplayCommands
    private let delivery: DeliveryCommands
    private let reports: ReportCommands
    private let retention: RetentionCommands
    private let erasures: ErasureCommands
    private let restore: RestoreCommands
    private let wayBack: WayBack
    private var random: any RandomNumberGenerator & Sendable

    package init(
        _ records: any Records, zones: any ZoneRules, startedAt now: Timestamp,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.random = random
        context = CommandContext(
            records, zones: zones, ids: IdentifierGenerator(now: now, random: random))
        wayBack = WayBack(healthySince: now)
        let news = NewsCheck(records)
        writer = NotificationWriter(context)
        budget = RecipientBudget(context)
        erasures = ErasureCommands(context, writer, budget)
        customers = CustomerCommands(context, news)
        templates = TemplateCommands(context, news)
        sessions = SessionCommands(context, writer, customers, erasures)
        merchants = MerchantCommands(context, templates, budget)
        senders = SenderCommands(context, news, budget)
        refused = RefusedMessages(context, writer, templates)
        operators = OperatorCommands(context, writer)
        replays = ReplayCommands(context, writer)
        delivery = DeliveryCommands(context, writer, budget, wayBack, erasures)
        retention = RetentionCommands(context)
        reports = ReportCommands(
            context, writer, customers, templates, senders, refused, news, wayBack)
        restore = RestoreCommands(context, writer)
    }

    /// Carries one command out; throws a `Refusal` or a ``RecordsFault``.
    package func run(_ command: Command, at now: Timestamp) throws -> CommandAnswer {
        context.trace = CommandTrace(source: command.source)
        context.ids.advance(to: now)
        switch command {
        case .setMerchant(let command): return try merchants.set(command.merchant)
        case .registerAuthenticator(let command): return try merchants.register(command, at: now)
        case .subscribe(let command): return try merchants.subscribe(command, at: now)
        case .recordClaim(let report): return try merchants.record(report, at: now)
        case .recordContact(let report): return try merchants.record(report, at: now)

        case .registerTemplate(let command): return try templates.register(command)
        case .syncTemplates(let command): return try templates.sync(command, at: now)
        case .recordVerification(let report): return try templates.record(report, at: now)
        case .recordTemplateEvent(let event, let proof):
            return try templates.record(event, proof, at: now)

        case .enableNotifications(let command): return try sessions.enable(command, at: now)
        case .notifyStateChange(let command): return try sessions.notify(command, at: now)
        case .setChannel(let command): return try sessions.set(command, at: now)
        case .send(let command): return try sessions.send(command, at: now)

        case .setOptOut(let command): return try customers.set(command, at: now)
        case .erase(let command): return try erasures.erase(command, at: now)
        case .advanceErasure(let command): return try erasures.advance(command, at: now)
        case .recordConsent(let report, let proof):
            return try customers.record(report, proof, at: now)
        case .recordCustomerChange(let change, let proof):
            return try customers.record(change, proof, at: now)

        case .release(let command): return try operators.release(command, at: now)
        case .releaseRestored(let command): return try restore.release(command, at: now)
        case .cancel(let command): return try operators.cancel(command, at: now)
        case .resolve(let command): return try operators.resolve(command, at: now)
        case .pause(let command): return try operators.pause(command, at: now)
        case .resume(let command): return try operators.resume(command, at: now)

        case .resend(let command): return try replays.resend(command, at: now)
        case .startReplay(let command): return try replays.start(command, at: now)
        case .cancelReplay(let command): return try replays.cancel(command, at: now)
        case .advanceReplay(let command): return try replays.advance(command, at: now)

        case .arm(let command): return try delivery.arm(command, at: now)
        case .expire(let command): return try delivery.expire(command, at: now)
        case .resolveUncertain(let command): return try delivery.resolve(command, at: now)
        case .recordAttempt(let report):
            return try reports.record(report, jitter: drawJitter, at: now)
        case .recordReceipt(let report, let proof):
            return try reports.record(report, proof, at: now)

        case .forget(let command): return try retention.forget(command, at: now)

        case .recordSender(let report): return try senders.record(report, at: now)
        case .recordSenderDetails(let report): return try senders.record(report, at: now)
        case .recordAccountEvent(let event, let proof):
            return try senders.record(event, proof, at: now)
        }
    }

    /// What the last command leaves to do.
    package var trace: CommandTrace { context.trace }

    /// Writes the changed numbers of notifications, once for all commands of a commit.
    package func write(_ counts: StatusCounts) throws(RecordsFault) {
        for (status, difference) in counts.differences where difference != 0 {
            try context.records.add(difference, to: status)
        }
    }

    /// Makes attempts uncertain that an earlier start left armed; gives their number.
    package func markInterrupted(at now: Timestamp) throws(RecordsFault) -> Int {
        context.trace = CommandTrace()
        let count = try delivery.markInterrupted(at: now)
        try write(context.trace.counts)
        return count
    }

    /// Erases the customer from the session once more, in a store that was put in the place of a later one.
    package func erase(
        _ phone: PhoneNumber, fromSession row: Int64, of merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) -> Erasure.Found {
        context.trace = CommandTrace()
        let found = try erasures.erase(phone, fromSession: row, of: merchant, at: now)
        try write(context.trace.counts)
        return found
    }

    /// What a restore changed.
    package struct Restored: Hashable, Sendable {
        /// Notifications that are uncertain because of it.
        package var notifications = 0
        /// Replays that it ended.
        package var replays = 0
    }

    /// Makes all uncertain that had not ended in a backup which was put back, and ends its replays; throws
    /// a ``RecordsFault``.
    package func markRestored(at now: Timestamp) throws -> Restored {
        var restored = Restored()
        var row: Int64? = 0
        while let last = row {
            // Of each page: what it leaves to do is for nobody, but for the counts.
            context.trace = CommandTrace()
            row = try restore.markNext(after: last, at: now, counting: &restored.notifications)
            try write(context.trace.counts)
        }
        context.trace = CommandTrace()
        restored.replays = try restore.cancelReplays(at: now)
        return restored
    }

    /// To be called when writes were taken back.
    package func forgetAll() {
        context.forgetAll()
        writer.forgetAll()
        budget.forgetAll()
        refused.forgetAll()
        retention.forgetAll()
        erasures.forgetAll()
    }

    private func drawJitter() -> Double { Double.random(in: 0...1, using: &random) }
}

// MARK: - The way back from Meta

extension CommandRunner {
    /// Receipts could not be stored until now.
    package func receiptsWereInterrupted(until now: Timestamp) {
        wayBack.wasInterrupted(until: now)
    }

    /// Since when numbers are silent.
    package var silences: SilenceRecord { wayBack.silences }

    /// Begins with what an earlier start knew of silent numbers.
    package func begin(with silences: SilenceRecord) { wayBack.silences = silences }

    /// Since when numbers are silent, if that has changed since it was last asked for; nil: it has not.
    package func takeChangedSilences() -> SilenceRecord? {
        guard wayBack.silencesChanged else { return nil }
        wayBack.silencesChanged = false
        return wayBack.silences
    }
}
