package import Framing

/// What one server allows: each queue, buffer and wait has its bound here.
package struct Limits: Hashable, Sendable {
    /// Open connections of the whole server; one above is accepted and closed.
    package var connectionsMax = 16_384
    /// Calls of one connection that wait for their answer; one above is answered
    /// RESOURCE_EXHAUSTED with RetryInfo.
    package var callsInFlightMax = 64
    /// Bytes of the frames of those calls; at this many the connection is not read until answers go.
    package var bytesInFlightMax = 8 << 20
    /// How long a frame may be, and from which length on it counts as unfinished.
    package var frame = FrameLimits(unannouncedBodyBytesMax: 4 << 10)
    /// Bytes of the unfinished long frames of the whole server, by the lengths that their headers
    /// name; a frame above is answered RESOURCE_EXHAUSTED with RetryInfo.
    package var unfinishedBytesMax = 256 << 20
    /// Answers that a peer has not taken; above this many bytes its connection is not read.
    package var unsentBytesMax = 256 << 10
    /// Broken rules of correlation after which a connection is closed.
    package var strikesMax = 3

    /// From the first byte of a frame to its last.
    package var frameTimeMax = Duration.seconds(30)
    /// From the accept to the first byte; nil for ever, because stock clients dial long before
    /// their first call and do not dial again.
    package var firstFrameTimeMax: Duration?
    /// Without a frame and without a call in flight; nil for ever, as above.
    package var idleTimeMax: Duration?
    /// How long unsent bytes may wait without one of them going.
    package var stallTimeMax = Duration.seconds(30)
    /// The longest time that a call may ask for, and what it gets when it asks for none.
    package var callTimeMax = Duration.seconds(60)
    /// How long a connection that drains must have had nothing in flight before it is closed.
    package var drainQuietTime = Duration.seconds(2)

    /// What a refused caller is told to wait before it tries again.
    package var retryDelay = Duration.milliseconds(200)

    /// Frames that are read from one connection before the next connection's turn, in reads.
    static let readsPerRoundMax = 4
    /// Bytes of one read.
    static let readBytesMax = 64 << 10
    /// Connections that are accepted in one round.
    static let acceptsPerRoundMax = 64
    /// Rounds of a turn before the loop leaves its queue to others, should they not have rung for it.
    static let roundsPerTurnMax = 1_000
    /// How long a turn waits for more to come before the loop sleeps off its queue, in milliseconds.
    static let lingerMillisecondsMax = 10

    package init() {}
}
