/// The limits and times of delivery.
package struct DeliveryOptions: Hashable, Sendable {
    /// Due notifications that a merchant has in memory for a lane of a number at most; as many are
    /// asked for at once.
    package var pageMax: Int
    /// Due notifications in memory; pages become smaller before there are more.
    package var waitingMax: Int
    /// Messages between the commit of their arms and the commit of their results.
    package var sendsInFlightMax: Int
    /// Those of one sender number; it has fewer where its rate and Meta's latency ask for no more.
    package var sendsPerNumberMax: Int
    /// Messages that are armed, or about to be, before their first bytes leave: at most so many does a
    /// crash make uncertain of which Meta has nothing.
    package var aheadMax: Int
    /// The longest time without a look at the store: what a lost announcement can cost.
    package var sweepInterval: Duration
    /// The shortest time to a planned look at the store.
    package var wakeUpDelayMin: Duration
    /// How long a stop waits for sends in flight before it cuts them.
    package var drainTimeout: Duration
    /// Between tries to store a result.
    package var reportBackoff: Backoff
    /// Questions to Meta about templates under way, each for another account.
    package var verificationsInFlightMax: Int
    /// Between questions about an account's templates after Meta could not be asked.
    package var verificationBackoff: Backoff
    /// The longest time without a look for unverified bindings.
    package var verificationInterval: Duration
    /// Between rounds of questions about the bindings that are not approved: what lost news of
    /// Meta's can cost.
    package var recheckInterval: Duration
    /// Between questions about a sender number.
    package var senderInterval: Duration
    /// Between questions about what an authenticator's token reaches, as long as Meta confirms it.
    package var claimInterval: Duration

    /// Makes options; the defaults suit one daemon in front of Meta.
    package init(
        pageMax: Int = 256, waitingMax: Int = 16_384, sendsInFlightMax: Int = 512,
        sendsPerNumberMax: Int = 256, aheadMax: Int = 32, sweepInterval: Duration = .seconds(1),
        wakeUpDelayMin: Duration = .milliseconds(20), drainTimeout: Duration = .seconds(20),
        reportBackoff: Backoff = Backoff(first: .milliseconds(100), longest: .seconds(5)),
        verificationsInFlightMax: Int = 8,
        verificationBackoff: Backoff = Backoff(first: .seconds(1), longest: .seconds(300)),
        verificationInterval: Duration = .seconds(30), recheckInterval: Duration = .seconds(600),
        senderInterval: Duration = .seconds(3_600),
        claimInterval: Duration = .seconds(6 * 3_600)
    ) {
        precondition(pageMax > 0 && waitingMax > 0, "work needs room")
        precondition(
            sendsInFlightMax > 0 && sendsPerNumberMax > 0 && aheadMax > 0, "sends need room")
        precondition(verificationsInFlightMax > 0, "verification needs room")
        self.pageMax = pageMax
        self.waitingMax = waitingMax
        self.sendsInFlightMax = sendsInFlightMax
        self.sendsPerNumberMax = sendsPerNumberMax
        self.aheadMax = aheadMax
        self.sweepInterval = sweepInterval
        self.wakeUpDelayMin = wakeUpDelayMin
        self.drainTimeout = drainTimeout
        self.reportBackoff = reportBackoff
        self.verificationsInFlightMax = verificationsInFlightMax
        self.verificationBackoff = verificationBackoff
        self.verificationInterval = verificationInterval
        self.recheckInterval = recheckInterval
        self.senderInterval = senderInterval
        self.claimInterval = claimInterval
    }

    var schedulerLimits: Scheduler.Limits {
        Scheduler.Limits(
            pageMax: pageMax, waitingMax: waitingMax, inFlightMax: sendsInFlightMax,
            aheadMax: aheadMax, sender: SenderWork.Limits(inFlightMax: sendsPerNumberMax),
            sweepInterval: sweepInterval, wakeUpDelayMin: wakeUpDelayMin)
    }
}
