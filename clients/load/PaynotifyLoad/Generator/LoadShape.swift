/// How a run loads the server.
struct LoadShape: Hashable, Sendable {
    var connections = 64
    /// Calls in flight on each connection at most.
    var inFlight = 16
    /// Connections that are held open beside them without a call.
    var idle = 0
    /// Threads that the connections are spread over.
    var loops = 1
    /// Calls a second of an open loop, over all connections; nil for a closed loop.
    var rate: Double?
    /// Nil: until there is nothing left to call.
    var seconds: Double? = 5
    /// Called before, and not measured.
    var warmUpSeconds = 1.0
    /// The time that each call has.
    var deadline = FrameTemplate.usualDeadline

    /// Lanes of one loop: places for one call in flight.
    func lanes(ofLoop loop: Int) -> Int { connections(ofLoop: loop) * inFlight }

    func connections(ofLoop loop: Int) -> Int {
        connections / loops + (loop < connections % loops ? 1 : 0)
    }
}
