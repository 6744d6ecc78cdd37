// From requests to commands and queries, and from what the store says to replies.
//
// Calls knows no socket, no clock of its own and no rule of the business: bytes are decoded, the
// domain checks their fields, the store decides, and the answer is encoded. What a caller sees of a
// refusal is made here, in one place.

package import Notifications
package import RPC
package import Time

/// Serves calls by the batch: commands go to the store as one list, questions run beside it.
package struct CallHandler: RequestHandler {
    private let store: any CallStore
    private let entrance: Entrance
    private let health: any HealthSource
    private let refusals: any RefusalCounter
    private let queries: QueryQueue
    private let clock: any MonotonicClock

    /// Serves calls from the store.
    ///
    /// - Parameters:
    ///   - store: Where everything is kept.
    ///   - access: Says who may act for which merchant.
    ///   - zones: Knows the names of time zones.
    ///   - health: What Health/Check answers.
    ///   - refusals: Told of each answer that is not OK.
    ///   - executor: Where queries are asked and their replies made, so that they hold up nothing else.
    ///   - queriesAtOnce: How many of them run at the same time; fewer than there are cores, so that commands
    ///     find one.
    ///   - clock: The clock of the calls' deadlines.
    package init(
        store: any CallStore, access: any AccessPolicy, zones: any ZoneRules,
        health: any HealthSource, refusals: any RefusalCounter,
        queriesOn executor: any TaskExecutor, queriesAtOnce: Int, clock: any MonotonicClock
    ) {
        self.store = store
        entrance = Entrance(access: access, zones: zones)
        self.health = health
        self.refusals = refusals
        queries = QueryQueue(on: executor, runningMax: queriesAtOnce)
        self.clock = clock
    }

    package var methods: MethodNames { MethodTable.names }

    package func handle(_ batch: CallBatch, answeringTo sink: any ReplySink) {
        var replies = ImmediateReplies()
        var commands = CommandBatch(callsMax: batch.calls.count)
        var isServing: Bool?
        for index in batch.calls.indices {
            let call = batch.calls[index]
            do {
                switch try work(of: call, in: batch) {
                case .health(let request):
                    // The calls of a batch are answered at one moment: it is asked once.
                    let serves = isServing ?? health.isServing
                    isServing = serves
                    replies.add(call.tag, try request.response(isServing: serves))
                case .query(let query): ask(query, for: call, answeringTo: sink)
                case .command(let command, let reply):
                    commands.add(command, of: call, reply: reply)
                }
            } catch {
                refusals.count(error)
                replies.add(call.tag, error)
            }
        }
        if !replies.tags.isEmpty { sink.deliver(replies) }
        submit(commands, answeringTo: sink)
    }

    private func work(of call: IncomingCall, in batch: CallBatch) throws(RPCStatus) -> Work {
        guard call.deadline > batch.takenAt else { throw .deadlinePassed }
        return try MethodTable.work(of: call, in: batch, through: entrance)
    }

    /// All commands of a batch share one commit, and their replies one hand-over to the loop.
    private func submit(_ commands: CommandBatch, answeringTo sink: any ReplySink) {
        guard !commands.submissions.isEmpty else { return }
        let calls = commands.calls
        store.submit(commands.submissions) { results in
            sink.deliver(CommandReplies(to: calls, results, counting: refusals))
        }
    }

    /// Answers when the query's turn comes, if its time is not up by then.
    private func ask(
        _ query: @escaping Query, for call: IncomingCall, answeringTo sink: any ReplySink
    ) {
        let asker = QueryQueue.Asker(
            loop: ObjectIdentifier(sink), connection: call.tag.connection)
        queries.add(of: asker) {
            let reply = await reply(to: query, before: call.deadline)
            if case .failure(let status) = reply { refusals.count(status) }
            sink.deliver(EncodedReplies(call.tag, reply))
        }
    }

    private func reply(to query: Query, before deadline: Moment) async -> RPCReply {
        guard deadline > clock.now else { return .failure(.deadlinePassed) }
        do {
            return try await query(store)
        } catch {
            return .failure(.storeUnavailable)
        }
    }
}
