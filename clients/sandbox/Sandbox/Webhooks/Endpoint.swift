/// A callback, from its handshake on.
struct Endpoint: Sendable, Hashable {
    enum State: Sendable, Hashable {
        /// The handshake is asked for at this uptime.
        case unverified(due: Duration)
        case verifying
        case verified
    }

    let callback: Callback
    /// Tells this endpoint from an earlier one of the same key.
    let number: Int
    private(set) var state: State
    private(set) var tries = 0

    init(_ callback: Callback, number: Int, now: Duration) {
        self.callback = callback
        self.number = number
        state = .unverified(due: now)
    }

    var isVerified: Bool { state == .verified }

    /// When the handshake is due; `nil` while one is under way and after it succeeded.
    var due: Duration? {
        if case .unverified(let due) = state { due } else { nil }
    }

    mutating func begin() {
        precondition(due != nil, "one handshake at a time")
        state = .verifying
        tries += 1
    }

    mutating func finish(succeeded: Bool, now: Duration) {
        state =
            succeeded
            ? .verified : .unverified(due: now + RetryGaps.handshake.gap(after: tries))
    }

    /// The state's name in `/sandbox/stats`.
    var label: String { isVerified ? "verified" : "pending" }
}
