import Notifications

@testable import Delivery

/// Refuses a token so often, then takes it.
final class ScriptedNumbers: SenderDirectory {
    private let refusals: Watched<Int>
    private let journal: Journal

    init(refusals: Int, journal: Journal) {
        self.refusals = Watched(refusals)
        self.journal = journal
    }

    func details(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> SenderDetails {
        journal.add(.askedForNumber(account.phoneNumberID))
        let isRefused = refusals.update { refusals in
            refusals -= 1
            return refusals >= 0
        }
        if isRefused { throw DirectoryFailure(detail: "190") }
        return SenderDetails(throughput: 80, quality: "GREEN", messagingLimit: nil)
    }
}
