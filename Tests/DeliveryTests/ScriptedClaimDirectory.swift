import Notifications
import Synchronization

/// Answers questions about claims as it is told; without an answer left, it confirms.
final class ScriptedClaimDirectory: ClaimDirectory {
    private struct State {
        var answers: [Result<Claim, DirectoryFailure>] = []
        var questions = 0
        var isSubscribed = true
    }

    private let state = Mutex(State())

    func answer(with answers: [Result<Claim, DirectoryFailure>]) {
        state.withLock { $0.answers = answers }
    }

    func setSubscribed(_ isSubscribed: Bool) { state.withLock { $0.isSubscribed = isSubscribed } }

    /// How often a claim was asked about.
    var questions: Int { state.withLock(\.questions) }

    func claim(of account: SenderAccount) async throws(DirectoryFailure) -> Claim {
        let answer = state.withLock { state in
            state.questions += 1
            return state.answers.isEmpty ? .success(.valid) : state.answers.removeFirst()
        }
        return try answer.get()
    }

    func isSubscribed(_ account: SenderAccount) async throws(DirectoryFailure) -> Bool {
        state.withLock(\.isSubscribed)
    }

    func subscribe(_ account: SenderAccount) async throws(DirectoryFailure) {
        state.withLock { $0.isSubscribed = true }
    }
}
