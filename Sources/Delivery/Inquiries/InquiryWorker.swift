package import Logging
package import Notifications

/// Asks Meta what an inquiry has to ask: about each thing when it is first seen, after news of it, and
/// once in a while.
///
/// Runs once. It observes the store's commits: what changes queues may have brought something to ask.
package actor InquiryWorker<Kind: Inquiry>: CommitObserver {
    /// Questions read at once, beside those that have to wait.
    static var pageMax: Int { 1_024 }

    private let inquiry: Kind
    private let wallClock: any WallClock
    private let options: DeliveryOptions
    private let jitter: JitterSource
    private let logger: Logger
    private nonisolated let wakeup: Wakeup
    private var alarm: Alarm
    private var schedule: QuestionSchedule<Kind.Asked.Subject>
    /// Questions of the last page whose accounts were asked about too often.
    private var closedCount = 0

    /// Makes a worker at rest; `clock` waits, `wallClock` tells the time of day that the store compares
    /// with, `random` spreads retries.
    package init(
        _ inquiry: Kind, wallClock: any WallClock,
        clock: any Clock<Duration> = ContinuousClock(),
        options: DeliveryOptions = DeliveryOptions(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        logger: Logger
    ) {
        self.inquiry = inquiry
        self.wallClock = wallClock
        self.options = options
        jitter = JitterSource(random)
        self.logger = logger
        wakeup = Wakeup()
        alarm = Alarm(wakeup, clock)
        schedule = QuestionSchedule(
            inFlightMax: options.verificationsInFlightMax, backoff: options.verificationBackoff)
    }

    package nonisolated func committed(_ events: CommitEvents) {
        if events.queuesChanged { wakeup.signal() }
    }

    /// Works until its task is cancelled; a question under way is dropped then and asked again later.
    package func run() async {
        await withDiscardingTaskGroup { group in
            wakeup.signal()
            for await _ in wakeup.signals {
                let (chosen, opening) = await chooseNext()
                for question in chosen {
                    group.addTask { await self.ask(question) }
                }
                let now = wallClock.now()
                alarm.set(
                    for: [schedule.nextWakeUp(after: now), opening], at: now,
                    latest: options.verificationInterval)
            }
            alarm.cancel()
        }
    }

    /// What to ask now, and when the first account may be asked about again that was left out.
    private func chooseNext() async -> ([Kind.Asked], Timestamp?) {
        // What has to wait takes no place on the page from what need not.
        let limit = Self.pageMax + schedule.count + closedCount
        do throws(StoreFailure) {
            let waiting = try await inquiry.waiting(at: wallClock.now(), options, limit: limit)
            var open: [Kind.Asked] = []
            var openings: [Timestamp] = []
            for question in waiting {
                let opening = inquiry.gate.opening(
                    question.account, calls: Kind.callsPerQuestion, question.urgency)
                if let opening { openings.append(opening) } else { open.append(question) }
            }
            closedCount = openings.count
            let chosen = schedule.start(from: open, about: \.subject, at: wallClock.now())
            for question in chosen {
                inquiry.gate.spend(Kind.callsPerQuestion, on: question.account)
            }
            return (chosen, openings.min())
        } catch {
            logger.warning(
                "cannot read what to ask Meta about",
                metadata: ["what": "\(Kind.subjects)", "why": "\(error)"])
            return ([], nil)
        }
    }

    private func ask(_ question: Kind.Asked) async {
        let succeeded = await inquiry.ask(question)
        schedule.finish(
            question.subject, succeeded: succeeded, at: wallClock.now(), jitter: jitter.next())
        wakeup.signal()
    }
}
