import Notifications

/// Chooses the bindings to ask Meta about: one question an account at a time, and after a failure a
/// growing pause for the account.
struct VerificationSchedule: Sendable {
    /// How an account does; a new token makes it another account, which is asked at once.
    private struct Progress {
        var pause = QuestionPause()
        /// Asked about last: the account's next one follows it, so that none holds up the others.
        var last: BindingID?

        /// The one after the last; the first again after all, or once the last is gone.
        func next(of own: [BindingToVerify]) -> BindingToVerify? {
            let index = own.firstIndex { $0.binding.id == last }.map { $0 + 1 } ?? 0
            return index < own.count ? own[index] : own.first
        }
    }

    private let inFlightMax: Int
    private let backoff: Backoff
    private var accounts: [SenderAccount: Progress] = [:]

    init(inFlightMax: Int, backoff: Backoff) {
        self.inFlightMax = inFlightMax
        self.backoff = backoff
    }

    /// The bindings to ask about; of an account the unverified ones come before the others.
    ///
    /// The accounts are busy until ``finish(_:succeeded:at:jitter:)``. After a turn in which every
    /// unverified one failed, one of the others is asked about. An account is left out as long as it
    /// is not open to such a question.
    mutating func start(
        from unverified: [BindingToVerify], before others: [BindingToVerify] = [],
        at now: Timestamp,
        isOpen: (SenderAccount, ManagementBudget.Urgency) -> Bool = { _, _ in true }
    ) -> [BindingToVerify] {
        let awaited = Set(unverified.map(\.account))
        var waiting = Dictionary(grouping: unverified, by: \.account)
        for (account, own) in Dictionary(grouping: others, by: \.account) {
            waiting[account, default: []] += own.prefix(1)
        }
        accounts = accounts.filter { $0.value.pause.isBusy || waiting[$0.key] != nil }
        var room = inFlightMax - accounts.values.count(where: \.pause.isBusy)
        var chosen: [BindingToVerify] = []
        for account in (unverified + others).map(\.account) where room > 0 {
            var progress = accounts[account] ?? Progress()
            guard progress.pause.isOver(at: now),
                isOpen(account, awaited.contains(account) ? .awaited : .routine),
                let own = waiting[account], let item = progress.next(of: own)
            else { continue }
            progress.pause.begin()
            progress.last = item.binding.id
            accounts[account] = progress
            chosen.append(item)
            room -= 1
        }
        return chosen
    }

    /// The question about the account's binding came to an end.
    mutating func finish(
        _ account: SenderAccount, succeeded: Bool, at now: Timestamp, jitter: Double
    ) {
        accounts[account]?.pause.finish(succeeded: succeeded, at: now, backoff, jitter: jitter)
    }

    /// When the first pause ends; nil: none is under way.
    func nextWakeUp(after now: Timestamp) -> Timestamp? {
        accounts.values.lazy.compactMap { $0.pause.end(after: now) }.min()
    }
}
