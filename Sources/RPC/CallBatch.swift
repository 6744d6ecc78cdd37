import Messages
package import Time

/// The calls that one turn of a loop has read, with their payloads in one row of bytes.
package struct CallBatch: Sendable {
    package private(set) var calls: [IncomingCall] = []
    /// The moment of the turn; a call whose deadline is not later has no time left.
    package var takenAt = Moment.distantPast
    /// The encoded request messages, one behind the other; not looked at yet.
    package private(set) var payloads: [UInt8] = []
    /// Who calls; those of one connection stand together, and commonly share an entry.
    private var peers: [Peer] = []
    /// The connection of the last peer.
    private var lastConnection: UInt64?
    /// The names of methods without a number.
    private var unknownMethods: [CallTag: MethodName] = [:]

    package init() {}

    /// Adds a call of a method that has a number.
    package mutating func add(
        method: Int, payload: Span<UInt8>, deadline: Moment, tag: CallTag, from peer: Peer
    ) {
        let start = payloads.count
        payloads.append(payload)
        add(method, payload: start..<payloads.count, deadline: deadline, tag: tag, from: peer)
    }

    /// Adds a call of a method that the handler does not have.
    package mutating func add(
        unknownMethod name: MethodName, deadline: Moment, tag: CallTag, from peer: Peer
    ) {
        unknownMethods[tag] = name
        let end = payloads.count
        add(nil, payload: end..<end, deadline: deadline, tag: tag, from: peer)
    }

    private mutating func add(
        _ method: Int?, payload: Range<Int>, deadline: Moment, tag: CallTag, from peer: Peer
    ) {
        if lastConnection != tag.connection {
            peers.append(peer)
            lastConnection = tag.connection
        }
        calls.append(
            IncomingCall(
                method: method, payload: payload, deadline: deadline, tag: tag,
                peerPlace: peers.count - 1))
    }

    /// Who called.
    package func peer(of call: IncomingCall) -> Peer { peers[call.peerPlace] }

    /// The name of a method that has no number, as the caller gave it.
    package func unknownMethodName(of call: IncomingCall) -> MethodName {
        unknownMethods[call.tag] ?? MethodName(service: "", method: "")
    }

    /// Forgets the calls and keeps the memory for the next ones, unless they were uncommonly long.
    package mutating func removeAll() {
        calls.removeAll(keepingCapacity: true)
        payloads.removeAll(keepingCapacity: payloads.capacity <= Self.idleBytesMax)
        peers.removeAll(keepingCapacity: true)
        lastConnection = nil
        unknownMethods = [:]
    }

    /// An empty batch keeps at most this many bytes for payloads.
    private static let idleBytesMax = 1 << 20
}

/// A call that waits for its answer; nothing in it is counted or freed.
package struct IncomingCall: Sendable {
    /// The method's number among the handler's; nil: it does not have the method.
    package let method: Int?
    /// The payload's place in its batch.
    package let payload: Range<Int>
    /// When its time is up.
    package let deadline: Moment
    /// Names the call to the sink of its answer.
    package let tag: CallTag
    /// Its caller's place in the batch.
    fileprivate let peerPlace: Int
}

/// Names one call of one connection; a tag is never used again while its sink lives.
package struct CallTag: Hashable, Sendable {
    /// The connection's slot and generation in its loop.
    package let connection: UInt64
    /// Counts the calls of the connection.
    package let serial: UInt32
    /// The frame's stream id, which the client may use again after its answer.
    package let streamID: UInt32

    package init(connection: UInt64, serial: UInt32, streamID: UInt32) {
        self.connection = connection
        self.serial = serial
        self.streamID = streamID
    }
}
