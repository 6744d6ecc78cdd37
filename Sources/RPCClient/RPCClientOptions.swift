public import RPC

/// The limits and times of a client; the defaults suit a service that calls a daemon beside it.
public struct RPCClientOptions: Hashable, Sendable {
    /// Calls that are sent and not answered; the next one waits for one of them to end.
    ///
    /// The server answers RESOURCE_EXHAUSTED above its own limit of 64.
    public var callsInFlightMax = 64
    /// Calls that wait to be sent; one more is refused at once.
    public var callsWaitingMax = 4096
    /// The time of a call that names none.
    public var callTimeout = Duration.seconds(10)
    /// How long connecting may take.
    public var connectTimeout = Duration.seconds(5)
    /// How long to wait before connecting again.
    public var backoff = Backoff()

    /// Makes the defaults.
    public init() {}
}

/// The waits between attempts to connect: exponential, with full jitter.
///
/// A wait is drawn evenly from zero to a bound that doubles with each attempt in a row that failed,
/// so that the clients of a server that restarts do not all come back at once.
public struct Backoff: Hashable, Sendable {
    /// The bound of the first wait.
    public var firstMax = Duration.milliseconds(50)
    /// The bound that the doubling ends at.
    public var longestMax = Duration.seconds(5)

    /// Makes the defaults.
    public init() {}

    /// The wait after that many attempts in a row have failed; at least one has.
    func wait(
        afterFailures count: Int, using random: inout any RandomNumberGenerator & Sendable
    ) -> Duration {
        let doublings = min(max(count - 1, 0), 30)
        let bound = min(firstMax * (1 << doublings), longestMax)
        return bound * Double.random(in: 0...1, using: &random)
    }
}

/// What a caller may say about one call.
public struct CallOptions: Hashable, Sendable {
    /// The time until the call is given up, by the server and by this client; nil for the client's
    /// ``RPCClientOptions/callTimeout``.
    public var timeout: Duration?
    /// Text that goes along, at most 8 KiB in all.
    public var metadata: [MetadataEntry]

    /// Names what differs from the defaults.
    public init(timeout: Duration? = nil, metadata: [MetadataEntry] = []) {
        self.timeout = timeout
        self.metadata = metadata
    }
}
