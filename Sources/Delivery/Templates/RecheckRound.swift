import Notifications

/// The bindings that are not approved and that Meta is asked about once more, page by page.
///
/// A round asks about each once. One that its interval cuts short is followed by one that starts
/// where it stood, so that an account that cannot be reached holds up no page of others.
struct RecheckRound: Sendable {
    private let interval: Duration
    private let pageMax: Int
    /// Those of the page that have not been asked about.
    private(set) var waiting: [BindingToVerify] = []
    /// Where the next page starts.
    private(set) var offset = 0
    /// When the next round starts; nil: at once.
    private(set) var nextRound: Timestamp?

    init(interval: Duration, pageMax: Int) {
        self.interval = interval
        self.pageMax = pageMax
    }

    /// Whether the round needs its next page.
    func needsPage(at now: Timestamp) -> Bool {
        isRoundDue(at: now) || waiting.isEmpty && offset > 0
    }

    /// Takes what was read from ``offset`` on; a page that is not full is the round's last.
    mutating func take(_ page: [BindingToVerify], at now: Timestamp) {
        if isRoundDue(at: now) { nextRound = now + interval }
        waiting = page
        offset = page.count < pageMax ? 0 : offset + page.count
    }

    /// These are being asked about, for whatever reason.
    mutating func remove(_ asked: [BindingToVerify]) {
        let ids = Set(asked.map(\.binding.id))
        waiting.removeAll { ids.contains($0.binding.id) }
    }

    private func isRoundDue(at now: Timestamp) -> Bool { nextRound.map { now >= $0 } ?? true }
}
