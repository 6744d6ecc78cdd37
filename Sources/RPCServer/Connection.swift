import EventLoop
import Framing
import RPC

/// One connection of a loop: its machine and its stream.
final class Connection {
    var machine: ConnectionMachine
    let stream: ByteStream
    let peer: String
    /// Whether it is in the loop's list of those to flush in this turn.
    var isTouched = false
    /// Whether bytes were read in this turn.
    var hasRead = false
    /// Set when it is to be closed once what waits was sent.
    var closing: CloseReason?
    /// Closed: only its calls in flight still hold it.
    var isClosed = false

    init(
        _ stream: ByteStream, limits: Limits, room: RoomForBodies,
        at now: ContinuousClock.Instant
    ) {
        self.stream = stream
        peer = Self.name(of: stream.peer)
        machine = ConnectionMachine(limits: limits, room: room, peer: peer, at: now)
    }

    /// Puts an answer behind what waits to be sent.
    func write(_ reply: RPCReply, streamID: UInt32) {
        let frame = Frame(
            streamID: streamID, type: .response, body: Envelope.encodeResponse(reply))
        stream.write { frame.encode(into: &$0) }
    }

    /// A peer on a Unix socket has no address of its own.
    private static func name(of peer: SocketAddress?) -> String {
        guard let peer, peer.isTCP else { return "unix" }
        return "\(peer)"
    }
}
