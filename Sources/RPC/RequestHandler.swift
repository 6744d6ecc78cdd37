/// Handles calls by the batch: all that one turn of a loop has read come in one list.
///
/// Each call is answered exactly once, in any order and on any thread. A call whose deadline has
/// passed or whose connection has gone is answered too: it holds its slot until then.
package protocol RequestHandler: Sendable {
    /// Takes the calls and returns soon, for it runs on the loop's queue.
    func handle(_ calls: [IncomingCall])
}

/// A call that waits for its answer.
package struct IncomingCall: Sendable {
    package let request: RPCRequest
    /// Names the call to its sink.
    package let tag: CallTag
    /// Where the answer goes; the calls of one batch share it.
    package let sink: any ReplySink

    package init(request: RPCRequest, tag: CallTag, sink: any ReplySink) {
        self.request = request
        self.tag = tag
        self.sink = sink
    }

    /// Answers this call alone; answers that come together go to the sink as one list.
    package func respond(_ reply: RPCReply) {
        sink.deliver([(tag, reply)])
    }
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

/// Takes answers back to the connections that wait for them.
package protocol ReplySink: Sendable {
    /// Sends the answers; one hand-over to the loop for the whole list. A tag that is no longer
    /// waited for is dropped.
    func deliver(_ replies: [(CallTag, RPCReply)])
}
