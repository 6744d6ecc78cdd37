package import Notifications

/// The commands of one caller on their way through the writer, with what became of them so far.
package struct Ticket: Sendable {
    private let submissions: [Submission]
    private let completion: @Sendable ([CommandResult]) -> Void
    private var results: [CommandResult] = []
    /// How many of the results are committed, or final without being stored.
    private var settled = 0

    package init(
        _ submissions: [Submission], completion: @escaping @Sendable ([CommandResult]) -> Void
    ) {
        self.submissions = submissions
        self.completion = completion
        results.reserveCapacity(submissions.count)
    }

    /// The command whose turn is next; nil: all were carried out.
    package var next: Submission? {
        results.count < submissions.count ? submissions[results.count] : nil
    }

    /// Commands that were not carried out yet.
    package var left: Int { submissions.count - results.count }

    /// Whether all of its results are settled.
    package var isSettled: Bool { settled == submissions.count }

    /// Adds the result of ``next``; it counts once a commit settles it.
    package mutating func append(_ result: CommandResult) { results.append(result) }

    /// What was carried out since the last commit was taken back, and its turn comes again.
    package mutating func forgetUnsettled() { results.removeSubrange(settled...) }

    /// The commit succeeded.
    package mutating func settle() { settled = results.count }

    /// The commit failed: what was carried out in it has this result.
    package mutating func settle(unsettledAs failure: CommandFailure) {
        for index in settled..<results.count { results[index] = .failure(failure) }
        settle()
    }

    /// What was committed may be lost: nobody knows.
    package mutating func loseResults() {
        for (index, result) in results.enumerated() {
            switch result {
            case .success, .failure(.refused): results[index] = .failure(.outcomeUnknown)
            case .failure: break
            }
        }
    }

    /// Nothing more of it will be carried out.
    package mutating func refuseRest(as failure: CommandFailure) {
        while results.count < submissions.count { results.append(.failure(failure)) }
        settle()
    }

    /// Each command with its result.
    var outcomes: some Sequence<(Command, CommandResult)> {
        zip(submissions.lazy.map(\.command), results)
    }

    package func complete() { completion(results) }
}
