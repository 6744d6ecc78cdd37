import Notifications

/// Knows the templates that the test approves, after so many failures.
final class ScriptedDirectory: TemplateDirectory {
    private struct State: Sendable {
        var failures: [SenderAccount: Int] = [:]
        var failure = DirectoryFailure(detail: "unreachable")
        var inFlight: [SenderAccount: Int] = [:]
        var inFlightPeak = 0
        var approved: Set<String> = []
    }

    private let state = Watched(State())
    private let journal: Journal

    init(journal: Journal) { self.journal = journal }

    /// The most questions that were under way for one account.
    var inFlightPeakOfAnAccount: Int { state.value.inFlightPeak }

    /// The next questions about the account's templates fail.
    func fail(
        _ times: Int, for account: SenderAccount,
        with failure: DirectoryFailure = DirectoryFailure(detail: "unreachable")
    ) {
        state.update { state in
            state.failures[account] = times
            state.failure = failure
        }
    }

    /// Meta approves the template; it tells nobody.
    func approve(_ name: String) {
        state.update { _ = $0.approved.insert(name) }
    }

    func definition(
        name: String, language: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> TemplateAnswer {
        state.update { state in
            state.inFlight[account, default: 0] += 1
            state.inFlightPeak = max(state.inFlightPeak, state.inFlight[account, default: 0])
        }
        journal.add(.askedForTemplate(name))
        await Task.yield()
        let isFailing = state.update { state in
            state.inFlight[account, default: 0] -= 1
            let left = state.failures[account, default: 0]
            state.failures[account] = max(left - 1, 0)
            return left > 0
        }
        if isFailing { throw state.value.failure }
        guard state.value.approved.contains(name) else {
            return .missing(languages: [])
        }
        return .found(
            TemplateDefinition(
                status: "APPROVED", category: "UTILITY", parameterFormat: .positional,
                namespace: nil, components: []))
    }
}
