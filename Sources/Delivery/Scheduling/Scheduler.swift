import Notifications

/// Chooses what to arm, when to ask the store and when to wake: a machine without clock or store.
///
/// Its memory is bounded by ``Limits``: what does not fit stays in the store, which is asked again.
/// Nothing is armed while a result waits to be stored, or before queues and senders are known.
struct Scheduler: Sendable {
    /// How much waits in memory and how often the store is asked.
    struct Limits: Hashable, Sendable {
        /// Due notifications that a flow holds in memory at most, where there is room for all flows.
        var pageMax: Int
        /// What a flow may hold however many there are.
        var pageMin = 8
        /// Due notifications in memory, however they are spread.
        var waitingMax = 16_384
        /// Notifications between the choice to arm them and the commit of their results.
        var inFlightMax: Int
        /// Notifications between the choice to arm them and their first byte; more are armed once half
        /// of them have left.
        var aheadMax: Int
        /// Of each number.
        var sender: SenderWork.Limits
        /// Batches of arms that are not answered: one commits while the next one gathers.
        var batchesMax = 2
        /// Pages asked for at once.
        var loadsMax = 4
        /// The usual time between two looks at the store.
        var sweepInterval: Duration
        /// How long a flow is not asked for after it could not be read.
        var readPause = Duration.seconds(5)
        /// The shortest time to a planned look, so that near moments share one.
        var wakeUpDelayMin: Duration

        /// With so many that have left and were not told of, more may still be armed.
        var departuresWorthTaking: Int { max(1, aheadMax / 2) }
    }

    let limits: Limits
    var senders: [SenderWork] = []
    var indices: [PhoneNumberID?: Int] = [:]
    /// Where the queues' notifications go; those of blocked queues nowhere.
    var places: [QueueID: Place] = [:]
    /// References in memory that wait.
    var waiting: Set<NotificationReference> = []
    var inFlight: [NotificationReference: Choice] = [:]
    /// Those in flight whose results could not be stored yet.
    var kept: Set<NotificationReference> = []
    /// Batches of arms that are not answered.
    var batches = 0
    /// Those in flight of which no byte has left.
    var ahead = 0
    /// After the store did not arm, nothing is armed before this uptime.
    var armsRestUntil = Duration.zero
    /// The sender whose turn in the places in flight comes first.
    var turn = 0
    var loads = 0
    var survey: Pace
    var sweep: Pace
    /// Whether the queues have been asked for at all.
    var hasSurvey = false
    /// What happened since the last survey was asked for.
    var staleness = Staleness()
    /// What had happened when the survey under way was asked for.
    var stalenessAsked = Staleness()
    var movedAt: Duration?
    var expeditedAt: Duration?
    /// When the first thing that the store has becomes due; nil: not known.
    var nextDue: Timestamp?
    var oldestDue: [Lane: Timestamp] = [:]
    var isStopping = false
    var plannedWake: Duration?
    /// What events gave rise to, beside what is planned.
    var outbox: [Action] = []

    init(limits: Limits) {
        self.limits = limits
        survey = Pace(interval: limits.sweepInterval)
        sweep = Pace(interval: limits.sweepInterval)
    }

    /// How many are between the choice to arm them and the commit of their results.
    var inFlightCount: Int { inFlight.count }
    /// How many wait in memory.
    var waitingCount: Int { waiting.count }
    /// Queues of which nothing may be armed, as far as is known.
    var blockedQueues: Set<QueueID> { Set(places.lazy.filter { $0.value == .blocked }.map(\.key)) }
    /// Times that a message was laid aside for its recipient.
    var pairWaits: Int { senders.reduce(0) { $0 + $1.pairWaits } }

    /// Takes an event in and says what to do.
    mutating func receive(_ event: Event, at now: ClockReading) -> [Action] {
        switch event {
        case .announced(let events, let isComplete):
            announce(events, isComplete: isComplete, at: now)
        case .ticked: plannedWake = nil
        case .surveyed(let answer, let cost): take(answer, cost: cost, at: now)
        case .surveyFailed: failSurvey(at: now)
        case .swept(let deadline, let cost): endSweep(deadline, cost: cost, at: now)
        case .sweepFailed: sweep.fail(at: now.uptime)
        case .loaded(let flow, let page, let isLast):
            take(page, of: flow, isLast: isLast, at: now)
        case .loadFailed(let flow): failLoad(of: flow, at: now)
        case .armed(let outcomes): settle(outcomes, at: now)
        case .left(let count): ahead -= count
        case .sent(let reference, let result, let duration):
            learn(from: result, of: reference, took: duration, at: now)
        case .reportKept(let reference): kept.insert(reference)
        case .finished(let reference): finish(reference)
        case .asked(let number, let merchant, let answer):
            take(answer, for: merchant, number: number, at: now)
        case .stopped: isStopping = true
        }
        return plan(at: now)
    }
}

// MARK: - What it takes in and gives out

extension Scheduler {
    /// What happened.
    enum Event: Hashable, Sendable {
        /// The store told of commits; without `isComplete`, some of what is due was dropped.
        case announced(CommitEvents, isComplete: Bool = true)
        /// The moment to wake at has come, or the work begins.
        case ticked
        /// What the store knew of queues and senders, and how long it took.
        case surveyed(Survey, cost: Duration)
        case surveyFailed
        /// What ran out of time is ended; when there will be more to end, and how long it took.
        case swept(deadline: Timestamp?, cost: Duration)
        case sweepFailed
        /// Notifications of the flow, earliest due first; all there are if it is the last page.
        case loaded(FlowID, [DueNotification], isLast: Bool)
        case loadFailed(FlowID)
        /// A batch was answered.
        case armed([Arm])
        /// So many of those that are sent have begun to leave, or will not leave any more.
        case left(Int)
        /// A send ended after so long; its result is yet to be stored.
        case sent(NotificationReference, SendResult, took: Duration)
        /// A result could not be stored and is kept until it can.
        case reportKept(NotificationReference)
        /// The result is stored, or was given up.
        case finished(NotificationReference)
        /// Meta was asked about the merchant's token for the number.
        case asked(PhoneNumberID, MerchantID, SenderHealth.Answer)
        /// Nothing is armed from here on.
        case stopped
    }

    /// What the owner is to do.
    enum Action: Hashable, Sendable {
        /// Ask for queues and senders, and answer `surveyed` or `surveyFailed`.
        case survey
        /// End what ran out of time, and answer `swept` or `sweepFailed`.
        case sweep
        /// Ask for a page of the flow from these queues, and answer `loaded` or `loadFailed`.
        case load(FlowID, [QueueID], limit: Int)
        /// Arm these in one commit, and answer `armed`.
        case arm([Choice])
        /// Ask Meta about the merchant's token for the number, and answer `asked`.
        case ask(PhoneNumberID, MerchantID)
        /// Store the transition, log it and count it.
        case record(SenderHealth.Change)
        /// Answer `ticked` at the uptime, in place of an earlier one.
        case wake(at: Duration)
        /// Stopped, and nothing is in flight.
        case finish
    }

    /// What makes a survey more than a look.
    struct Staleness: Hashable, Sendable {
        /// Whether what it does not show is no longer believed.
        var hasChanged = false
        /// Whether announcements were lost: it tells which flows to ask for.
        var hasLost = false
    }

    /// Queues and senders as the store has them.
    struct Survey: Hashable, Sendable {
        var queues: [QueueState] = []
        var senders: [Sender] = []
    }

    /// A notification that is armed next.
    struct Choice: Hashable, Sendable {
        var item: DueNotification
        var flow: FlowID

        var reference: NotificationReference { item.reference }
    }

    /// What became of an arm.
    struct Arm: Hashable, Sendable {
        var reference: NotificationReference
        var outcome: ArmOutcome
    }

    /// The outcome of an arm.
    enum ArmOutcome: Hashable, Sendable {
        /// It is committed and the message is on its way.
        case sending
        /// It has to wait for another notification; it is announced again then.
        case waiting
        /// It stays pending and is due at the moment.
        case later(Timestamp)
        /// Its queue is not served as the survey said.
        case moved
        /// It is not to be sent, and no longer due.
        case settled
        /// The store did not carry it out.
        case failed
    }

    /// Where a queue's notifications go.
    enum Place: Hashable, Sendable {
        case flow(FlowID)
        /// Nothing of it may be armed.
        case blocked
    }
}
