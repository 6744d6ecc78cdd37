package import Notifications
import Synchronization

/// The budget of questions to Meta, shared by all who ask.
package final class ManagementGate: Sendable {
    private let budget = Mutex(ManagementBudget())
    private let wallClock: any WallClock

    /// Makes a gate with full budgets.
    package init(wallClock: any WallClock) { self.wallClock = wallClock }

    /// When a question that takes so many calls may be asked about the account; nil: at once.
    func opening(
        _ account: SenderAccount, calls: Int, _ urgency: ManagementBudget.Urgency
    ) -> Timestamp? {
        let now = wallClock.now()
        let opening = budget.withLock {
            $0.opening(account.budgetKey, calls: calls, urgency, at: now)
        }
        return opening > now ? opening : nil
    }

    /// The calls of a question about the account are being made.
    func spend(_ calls: Int, on account: SenderAccount) {
        let now = wallClock.now()
        budget.withLock { budget in
            budget.forgetFull(at: now)
            budget.spend(calls, on: account.budgetKey, at: now)
        }
    }

    /// Takes notice of a question that was not answered.
    func note(_ failure: DirectoryFailure, on account: SenderAccount) {
        guard case .tooManyCalls(let duration) = failure.cause else { return }
        budget.withLock { $0.pause(account.budgetKey, for: duration, at: wallClock.now()) }
    }
}

extension SenderAccount {
    /// Meta counts calls for an app and an account: who names a foreign account spends none of its owner's.
    fileprivate var budgetKey: String { "\(accountID)/\(appSecret.hashValue)" }
}
