/// Handles calls by the batch: all that one turn of a loop has read come in one list.
///
/// Each call is answered exactly once, in any order and on any thread. A call whose deadline has
/// passed or whose connection has gone is answered too: it holds its slot until then.
package protocol RequestHandler: Sendable {
    /// The methods that it has; the same at all times.
    var methods: MethodNames { get }

    /// Takes the calls and returns soon, for it runs on the loop's queue.
    ///
    /// - Parameters:
    ///   - batch: What was read; to be let go of soon, so that its memory is used again.
    ///   - sink: Where the answers go.
    func handle(_ batch: CallBatch, answeringTo sink: any ReplySink)
}

/// Takes answers back to the connections that wait for them.
package protocol ReplySink: AnyObject, Sendable {
    /// Sends the answers; one hand-over to the loop for the whole batch. A tag that is no longer
    /// waited for is dropped.
    func deliver(_ replies: any ReplyBatch)
}

/// The answer to a call: the encoded response message, or a status that is not OK.
package typealias RPCReply = Result<[UInt8], RPCStatus>
