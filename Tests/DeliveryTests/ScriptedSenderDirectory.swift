import Notifications

/// Knows the same of each number, after so many failures.
final class ScriptedSenderDirectory: SenderDirectory {
    private struct State: Sendable {
        var asked: [SenderAccount] = []
        var failures: [DirectoryFailure] = []
    }

    static let details = SenderDetails(throughput: 1_000, quality: "GREEN", messagingLimit: 250)

    private let state = Watched(State())

    var asked: [SenderAccount] { state.value.asked }

    /// The next questions fail.
    func fail(_ times: Int, with failure: DirectoryFailure) {
        state.update { $0.failures = Array(repeating: failure, count: times) }
    }

    /// Returns when it was asked so often.
    func untilAsked(times: Int) async {
        await state.until { $0.asked.count >= times }
    }

    func details(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> SenderDetails {
        let failure = state.update { state in
            state.asked.append(account)
            return state.failures.isEmpty ? nil : state.failures.removeFirst()
        }
        if let failure { throw failure }
        return Self.details
    }
}
