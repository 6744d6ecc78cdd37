import Logging
import Notifications
import TestKit

@testable import Delivery

/// An engine among doubles, on a clock that the test moves.
struct World: Sendable {
    let clock: SteppedClock
    let journal: Journal
    let store: ToyStore
    let sender: ScriptedSender
    let directory: ScriptedDirectory
    let metrics = RecordingMetrics()
    let engine: DeliveryEngine

    /// How many sleep while the engine rests: its timer and the verification's.
    static let restingSleepers = 2

    /// Makes a world a second after its engine began, so that buckets are full; without announcements the
    /// store tells nothing of its commits.
    ///
    /// After another world it has that one's time, store and Meta: a restart. With a number of refused
    /// tokens, Meta can be asked about tokens.
    init(
        options: DeliveryOptions = DeliveryOptions(), isAnnouncing: Bool = true,
        after earlier: World? = nil, refusedTokens: Int? = nil
    ) {
        clock = earlier?.clock ?? SteppedClock()
        let wallClock = SteppedWallClock(clock: clock)
        let inbox = CommitInbox()
        let journal = earlier?.journal ?? Journal(wallClock: wallClock)
        self.journal = journal
        store = earlier?.store ?? ToyStore(journal: journal, observer: isAnnouncing ? inbox : nil)
        sender = earlier?.sender ?? ScriptedSender(journal: journal)
        directory = ScriptedDirectory(journal: journal)
        engine = DeliveryEngine(
            store: store, inbox: inbox, sender: sender, directory: directory,
            senders: refusedTokens.map { ScriptedNumbers(refusals: $0, journal: journal) },
            wallClock: wallClock, clock: clock, options: options, metrics: metrics,
            random: FixedGenerator(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        clock.advance(by: .seconds(1))
    }

    /// Runs the engine beside the body, then stops it.
    func run(_ body: () async throws -> Void) async throws {
        async let run: Void = engine.run()
        do {
            try await body()
        } catch {
            stop()
            throw error
        }
        stop()
        await run
    }

    /// Moves the time from one wake-up to the next until the entry has been made so often.
    func advance(until entry: Entry, times: Int = 1, sleepers: Int = restingSleepers) async {
        while journal.count(entry) < times && !Task.isCancelled {
            await clock.step(sleepers: sleepers)
            await settle()
        }
    }

    /// Moves the time from one wake-up to the next until so much has passed.
    func advance(by duration: Duration, sleepers: Int = restingSleepers) async {
        let end = clock.now.advanced(by: duration)
        while clock.now < end && !Task.isCancelled {
            await clock.step(sleepers: sleepers)
            await settle()
        }
    }

    private func stop() {
        sender.setHoldingBack(false)
        sender.setStalling(false)
        engine.stop()
    }

    /// Lets the others run before the time moves on.
    private func settle() async {
        for _ in 0..<10 { await Task.yield() }
    }
}

/// Draws zeros: retries come as early as they may.
struct FixedGenerator: RandomNumberGenerator, Sendable {
    mutating func next() -> UInt64 { 0 }
}
