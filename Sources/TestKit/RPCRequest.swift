package import RPC
package import Time

/// A call as a test writes and reads it, with names and bytes of its own.
package struct RPCRequest: Hashable, Sendable {
    package var service: String
    package var method: String
    package var payload: [UInt8]
    /// nil: in the distant future.
    package var deadline: Moment?

    package init(
        service: String, method: String, payload: [UInt8],
        deadline: Moment? = nil
    ) {
        self.service = service
        self.method = method
        self.payload = payload
        self.deadline = deadline
    }
}

extension CallBatch {
    /// Adds a call as the server does for a handler of those methods.
    package mutating func add(
        _ request: RPCRequest, to methods: MethodNames, tag: CallTag,
        from peer: Peer = .unix(user: nil, process: nil)
    ) {
        let name = MethodName(service: request.service, method: request.method)
        let deadline = request.deadline ?? .distantFuture
        if let number = methods.number(of: name) {
            add(
                method: number, payload: request.payload.span, deadline: deadline, tag: tag,
                from: peer)
        } else {
            add(unknownMethod: name, deadline: deadline, tag: tag, from: peer)
        }
    }

    /// What a call of the batch asks for.
    package func request(of call: IncomingCall, to methods: MethodNames) -> RPCRequest {
        let name = call.method.map { methods.names[$0] } ?? unknownMethodName(of: call)
        return RPCRequest(
            service: name.service, method: name.method, payload: Array(payloads[call.payload]),
            deadline: call.deadline)
    }
}

extension ReplyBatch {
    /// The answers as their callers read them.
    package var replies: [(CallTag, RPCReply)] {
        tags.enumerated().map { ($1, Envelope.decodeResponse(envelope(at: $0))) }
    }

    /// The envelope of one answer.
    package func envelope(at index: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        _ = appendEnvelope(at: index, to: &bytes)
        return bytes
    }
}
