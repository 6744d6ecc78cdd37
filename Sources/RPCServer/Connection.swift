import EventLoop
import Framing
import RPC
import Time

/// One connection of a loop: its machine and its stream.
final class Connection {
    var machine: ConnectionMachine
    let stream: ByteStream
    let peer: Peer
    /// Whom it shares its place with.
    let group: PeerGroup
    /// Whether it is in the loop's list of those to flush in this round.
    var isTouched = false
    /// Whether bytes were read in this round.
    var hasRead = false
    /// What of its unsent bytes its loop has booked.
    var unsentBooked = 0
    /// Whether it closes after the last waiting byte is sent.
    var closing: CloseReason?
    /// Closed: only its calls in flight still hold it.
    var isClosed = false

    init(
        _ stream: ByteStream, of peer: Peer, in group: PeerGroup, _ rules: ConnectionRules,
        at now: Moment
    ) {
        self.stream = stream
        self.peer = peer
        self.group = group
        machine = ConnectionMachine(
            rules, number: stream.token.rawValue, peer: peer, at: now)
    }

    /// Puts the frame of an answer behind what waits to be sent, encoding it there; gives the code that the
    /// peer sees.
    func write(
        _ replies: some ReplyBatch, at index: Int, on streamID: UInt32
    ) -> RPCStatus.Code {
        var code = RPCStatus.Code.ok
        write(on: streamID) { code = replies.appendEnvelope(at: index, to: &$0) }
        return code
    }

    /// Puts the frame of a status of the server's own behind what waits to be sent.
    func write(_ status: RPCStatus, on streamID: UInt32) {
        write(on: streamID) { Envelope.appendResponse(status: status, to: &$0) }
    }

    private func write(on streamID: UInt32, _ appendEnvelope: (inout [UInt8]) -> Void) {
        stream.write { bytes in
            let start = bytes.count
            FrameHeader(length: 0, streamID: streamID, type: .response).encode(into: &bytes)
            appendEnvelope(&bytes)
            FrameHeader.finish(headerAt: start, of: &bytes)
        }
    }
}
