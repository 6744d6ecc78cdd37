import Logging
import Notifications

/// Takes notifications from the choice to the stored result: arms, sends, records.
struct Courier: Sendable {
    let store: any CommandStore
    let sender: any MessageSender
    let clock: any Clock<Duration>
    let clocks: ClockPair
    let backoff: Backoff
    let jitter: JitterSource
    let departures: Departures
    let metrics: DeliveryMetrics
    let logger: Logger

    /// Arms them in one commit, sends what may be sent all at once, and stores each result.
    ///
    /// Emits `armed` for all of them, then `sent` and `finished` for each that was sent.
    func deliver(
        _ choices: [Scheduler.Choice], emit: @escaping @Sendable (Scheduler.Event) -> Void
    ) async {
        let results = await store.perform(
            choices.map {
                .arm(ArmNotification(reference: $0.reference, sender: $0.flow.sender))
            })
        let arms = zip(choices, results).map { choice, result in
            Scheduler.Arm(
                reference: choice.reference, outcome: outcome(of: result, for: choice.reference))
        }
        emit(.armed(arms))
        let armed = clocks.read().wall
        await withDiscardingTaskGroup { group in
            for (choice, result) in zip(choices, results) {
                guard case .success(.armed(.send(let message, let account))) = result else {
                    continue
                }
                metrics.dwelt(armed.since(choice.item.dueAt), in: choice.flow.key.lane)
                group.addTask {
                    await send(message, from: account, emit: emit)
                    emit(.finished(choice.reference))
                }
            }
        }
    }

    private func outcome(
        of result: CommandResult, for reference: NotificationReference
    ) -> Scheduler.ArmOutcome {
        switch result {
        case .success(.armed(.send)): return .sending
        case .success(.armed(.wait)), .success(.armed(.nothing(.pending))): return .waiting
        case .success(.armed(.moved)): return .moved
        case .success(.armed(.later(let moment))): return .later(moment)
        case .success(.armed(.nothing)): return .settled
        case .success: preconditionFailure("the store answers an arm as an arm")
        case .failure(.refused(let refusal)):
            logger.error("cannot arm", metadata: reference.metadata(["refusal": "\(refusal)"]))
            return .settled
        case .failure(let failure):
            // If the commit is durable all the same, the row stays armed: the next start finds it.
            logger.warning("arm not stored", metadata: reference.metadata(["why": "\(failure)"]))
            return .failed
        }
    }

    private func send(
        _ message: OutboundMessage, from account: SenderAccount,
        emit: @Sendable (Scheduler.Event) -> Void
    ) async {
        var result = SendResult.unknown(code: 0, detail: "not asked")
        let departure = Departure(departures)
        let duration = await clock.measure {
            result = await sender.send(message, from: account) { departure.take() }
        }
        // One that failed before does not leave any more.
        departure.take()
        metrics.sent(result, took: duration)
        log(result, of: message.reference)
        emit(.sent(message.reference, result, took: duration))
        let report = AttemptReport(
            reference: message.reference, token: message.token, result: result)
        await record(report, emit: emit)
    }

    /// Stores the report, however long it takes; only a cancelled task gives it up.
    private func record(
        _ report: AttemptReport, emit: @Sendable (Scheduler.Event) -> Void
    ) async {
        for failures in 1... {
            switch await store.perform(.recordAttempt(report)) {
            case .success: return
            case .failure(.refused(let refusal)):
                let details = report.reference.metadata(["refusal": "\(refusal)"])
                logger.error("cannot record a result", metadata: details)
                return
            case .failure(let failure):
                let details = report.reference.metadata(["why": "\(failure)"])
                logger.warning("result not stored, kept", metadata: details)
            }
            if failures == 1 {
                metrics.keptResult()
                emit(.reportKept(report.reference))
            }
            let delay = backoff.delay(failures: failures, jitter: jitter.next())
            do {
                try await clock.sleep(for: delay)
            } catch {
                // A receipt, or the next start, settles what became of it.
                logger.error("result lost by the stop", metadata: report.reference.metadata())
                return
            }
        }
    }

    private func log(_ result: SendResult, of reference: NotificationReference) {
        let level: Logger.Level =
            switch result {
            case .accepted: .debug
            case .refused(_, .unclassified, _): .error
            case .refused, .notSent, .unknown: .warning
            }
        let details: Logger.Metadata = [
            "result": "\(result.metricLabel)", "code": "\(result.code)",
        ]
        logger.log(level: level, "send ended", metadata: reference.metadata(details))
    }
}

extension NotificationReference {
    /// What a log line says of it.
    func metadata(_ more: Logger.Metadata = [:]) -> Logger.Metadata {
        more.merging([
            "merchant": "\(merchant)", "notification": "\(notification)",
        ]) { own, _ in own }
    }
}
