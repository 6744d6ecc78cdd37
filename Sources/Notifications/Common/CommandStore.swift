package import Time

/// Takes commands by the batch and makes them durable.
///
/// Each module that asks questions too has a protocol of its own for them: ``CallStore``,
/// ``WebhookStore``, ``DeliveryStore``, ``WorkerStore``. None hands out a cursor or a transaction, so
/// that another engine fits behind them.
package protocol CommandStore: Sendable {
    /// Carries the commands out in order and calls back once, after the commit that made all of them
    /// durable, with one result for each. Commands of several callers may share a commit.
    func submit(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void)
}

extension CommandStore {
    /// Carries the commands out in one submission and waits for their durability: a result for each, in
    /// order.
    ///
    /// Past the deadline they are dropped; nil for none.
    package func perform(
        _ commands: [Command], before deadline: Moment? = nil
    ) async -> [CommandResult] {
        if commands.isEmpty { return [] }
        let results = await withCheckedContinuation { continuation in
            submit(commands.map { Submission($0, deadline: deadline) }) {
                continuation.resume(returning: $0)
            }
        }
        precondition(results.count == commands.count, "the store answers each command")
        return results
    }

    /// Carries one command out and waits for its durability.
    package func perform(_ command: Command) async -> CommandResult {
        await perform([command])[0]
    }
}

/// The store could not do what it was asked, such as to answer a question, which may be asked again.
package struct StoreFailure: Error, Hashable, Sendable {
    /// What was attempted and what happened, for the log; never for a caller.
    package var description: String

    package init(description: String) { self.description = description }
}

/// What a question about something of a merchant's found.
package enum Lookup<Found: Sendable>: Sendable {
    case found(Found)
    case missing(Refusal.Missing)
}
