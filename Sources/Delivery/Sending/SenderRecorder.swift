import Logging
import Notifications

/// Stores what becomes of sender numbers, one transition after the other, so that a restart goes on with
/// their stops.
struct SenderRecorder: Sendable {
    /// Transitions that wait for a store that does not write; beyond it the oldest are lost.
    static let waitingMax = 1_024

    let store: any CommandStore
    let clock: any Clock<Duration>
    let backoff: Backoff
    let jitter: JitterSource
    let metrics: DeliveryMetrics
    let logger: Logger
    private let reports = AsyncStream<SenderReport>.makeStream(
        bufferingPolicy: .bufferingNewest(Self.waitingMax))

    init(
        store: any CommandStore, clock: any Clock<Duration>, backoff: Backoff,
        jitter: JitterSource, metrics: DeliveryMetrics, logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.backoff = backoff
        self.jitter = jitter
        self.metrics = metrics
        self.logger = logger
    }

    /// Counts and logs the transition, and has it stored.
    func record(_ change: SenderHealth.Change) {
        metrics.changed(change)
        log(change)
        reports.continuation.yield(change.report)
    }

    /// Stores transitions until the task is cancelled.
    func run() async {
        for await report in reports.stream { await store(report) }
    }

    private func store(_ report: SenderReport) async {
        for failures in 1... {
            switch await store.perform(.recordSender(report)) {
            case .success: return
            case .failure(.refused(let refusal)):
                logger.error("cannot record a sender", metadata: ["refusal": "\(refusal)"])
                return
            case .failure(let failure):
                logger.warning("sender not stored, kept", metadata: ["why": "\(failure)"])
            }
            let delay = backoff.delay(failures: failures, jitter: jitter.next())
            guard (try? await clock.sleep(for: delay)) != nil else { return }
        }
    }

    private func log(_ change: SenderHealth.Change) {
        let report = change.report
        var details: Logger.Metadata = [
            "number": "\(report.number)", "cause": "\(change.cause.rawValue)",
        ]
        if let merchant = report.merchant { details["merchant"] = "\(merchant)" }
        if let stop = report.stop { details["code"] = "\(stop.code)" }
        let level: Logger.Level = change.kind == .resumed ? .notice : .error
        logger.log(level: level, "sender \(change.kind.rawValue)", metadata: details)
    }
}
