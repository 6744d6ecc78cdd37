package import Framing

/// What one server allows: each queue, buffer and wait has its bound here.
package struct Limits: Hashable, Sendable {
    /// Open connections of the whole server.
    ///
    /// One above gets the place of the one that was open for
    /// longest without a frame, else of the one that has been idle for longest; where all have calls in
    /// flight it is told so and closed.
    package var connectionsMax = 16_384
    /// Calls of one connection that are in work.
    package var callsInWorkMax = 64
    /// Queries of one connection that are in work, of those calls: their answers may be long.
    package var queriesInWorkMax = 8
    /// Calls of one connection that wait for a place in work; one above is answered RESOURCE_EXHAUSTED with
    /// RetryInfo.
    package var callsWaitingMax = 1_024
    /// Calls of the whole server that are not answered; one above, or one that the queue leaves no time
    /// for, is answered RESOURCE_EXHAUSTED with RetryInfo.
    package var serverCallsMax = 4_096
    /// Bytes of the frames of all those calls.
    package var serverBytesMax = 64 << 20
    /// Bytes of the frames of those calls; at this many the connection is not read until answers go.
    package var bytesInFlightMax = 8 << 20
    /// How long a frame may be: the longest payload that a method takes, and its envelope.
    package var frame = FrameLimits(bodyBytesMax: (256 + 16) << 10)
    /// Bytes of unfinished frames of the whole server, as they arrive; a frame above is answered
    /// RESOURCE_EXHAUSTED with RetryInfo.
    package var unfinishedBytesMax = 64 << 20
    /// Answers that a peer has not taken; above this many bytes its connection is not read.
    package var unsentBytesMax = 256 << 10
    /// Answers that no peer of the whole server has taken; above this many bytes the one with the most is
    /// closed.
    package var serverUnsentBytesMax = 64 << 20
    /// Broken rules of correlation after which a connection is closed.
    package var strikesMax = 3
    /// Frames on ids that are none, of no call, or without a legal envelope, after which a connection is
    /// closed: each costs an answer, and none is a stock client's.
    package var wrongFramesMax = 1_000

    /// How long a frame may come as slowly as it likes, from its first byte on.
    package var slowFrameTimeMax = Duration.seconds(5)
    /// After that, bytes that have come for each second since its first byte, at least.
    package var frameBytesPerSecondMin = 1 << 10
    /// From the accept to the first byte; nil for ever.
    ///
    /// Long, because stock clients dial long before their first call.
    package var firstFrameTimeMax: Duration? = .seconds(600)
    /// Without a frame and without a call in flight; nil for ever, because stock clients do not dial
    /// again.
    package var idleTimeMax: Duration?
    /// How long unsent bytes may wait while the peer takes none.
    package var stallTimeMax = Duration.seconds(30)
    /// The longest time that a call may ask for, and what it gets when it asks for none.
    package var callTimeMax = Duration.seconds(60)
    /// How long a connection that drains must have had nothing in flight before it is closed.
    package var drainQuietTime = Duration.seconds(2)

    /// The wait that a refusal asks of its caller before the next try.
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
