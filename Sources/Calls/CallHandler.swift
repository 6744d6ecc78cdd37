package import Notifications
package import RPC

/// Serves calls by the batch: commands go to the store as one list, questions run beside it.
package struct CallHandler: RequestHandler {
    private let store: any NotificationStore
    private let zones: any ZoneRules
    private let health: any HealthSource
    private let refusals: any RefusalCounter
    private let queries: QueryQueue
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Serves calls from the store.
    ///
    /// - Parameters:
    ///   - store: Where everything is kept.
    ///   - zones: Knows the names of time zones.
    ///   - health: What Health/Check answers.
    ///   - refusals: Told of each answer that is not OK.
    ///   - executor: Where queries are asked and their replies made, so that they hold up nothing else.
    ///   - now: The clock of the calls' deadlines.
    package init(
        store: any NotificationStore, zones: any ZoneRules, health: any HealthSource,
        refusals: any RefusalCounter, queriesOn executor: any TaskExecutor,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.store = store
        self.zones = zones
        self.health = health
        self.refusals = refusals
        queries = QueryQueue(on: executor)
        self.now = now
    }

    package func handle(_ calls: [IncomingCall]) {
        // The calls of one batch share their sink.
        guard let sink = calls.first?.sink else { return }
        let now = now()
        var replies: [(CallTag, RPCReply)] = []
        var pending: [PendingCommand] = []
        for call in calls {
            do {
                switch try work(of: call.request, at: now) {
                case .health(let answer): replies.append((call.tag, answer(health)))
                case .query(let query): ask(query, for: call)
                case .command(let command, let reply):
                    let submission = Submission(command, deadline: call.request.deadline)
                    pending.append(
                        PendingCommand(tag: call.tag, submission: submission, reply: reply))
                }
            } catch {
                replies.append((call.tag, .failure(error)))
            }
        }
        deliver(replies, to: sink)
        submit(pending, to: sink)
    }

    private func work(
        of request: RPCRequest, at now: ContinuousClock.Instant
    ) throws(RPCStatus) -> Work {
        guard !request.isOverdue(at: now) else { throw .deadlinePassed }
        return try MethodTable.work(of: request, zones: zones)
    }

    /// All commands of a batch share one commit, and their replies one hand-over to the loop.
    private func submit(_ pending: [PendingCommand], to sink: any ReplySink) {
        guard !pending.isEmpty else { return }
        store.submit(pending.map(\.submission)) { results in
            precondition(results.count == pending.count, "the store answers each command")
            deliver(zip(pending, results).map { ($0.tag, $0.reply(to: $1)) }, to: sink)
        }
    }

    /// Answers when the query's turn comes, if its time is not up by then.
    private func ask(_ query: @escaping Query, for call: IncomingCall) {
        queries.add {
            let reply = await reply(to: query, for: call.request)
            deliver([(call.tag, reply)], to: call.sink)
        }
    }

    private func reply(to query: Query, for request: RPCRequest) async -> RPCReply {
        guard !request.isOverdue(at: now()) else { return .failure(.deadlinePassed) }
        do {
            return try await query(store)
        } catch {
            return .failure(.storeUnavailable)
        }
    }

    private func deliver(_ replies: [(CallTag, RPCReply)], to sink: any ReplySink) {
        guard !replies.isEmpty else { return }
        for case (_, .failure(let status)) in replies {
            refusals.countRefusal(reason: status.reason ?? status.code.name)
        }
        sink.deliver(replies)
    }
}

extension RPCRequest {
    fileprivate func isOverdue(at now: ContinuousClock.Instant) -> Bool {
        deadline.map { $0 <= now } ?? false
    }
}

/// A command on its way to the store, and how its result becomes a reply.
private struct PendingCommand: Sendable {
    let tag: CallTag
    let submission: Submission
    let makeReply: @Sendable (CommandAnswer) -> RPCReply

    init(
        tag: CallTag, submission: Submission, reply: @escaping @Sendable (CommandAnswer) -> RPCReply
    ) {
        self.tag = tag
        self.submission = submission
        makeReply = reply
    }

    func reply(to result: CommandResult) -> RPCReply {
        switch result {
        case .success(let answer): makeReply(answer)
        case .failure(let failure): .failure(RPCStatus(failure))
        }
    }
}
