import RPC

/// The answers that the server gives by itself, before a call reaches its handler.
extension RPCStatus {
    static func badStreamID(_ id: UInt32) -> RPCStatus {
        RPCStatus(
            .invalidArgument, "stream id \(id) is not odd: a client opens odd ids only",
            details: [.errorInfo(reason: "BAD_STREAM_ID", metadata: [:])])
    }

    static func streamIsActive(_ id: UInt32) -> RPCStatus {
        RPCStatus(
            .invalidArgument, "stream id \(id) has a call in flight: use another",
            details: [.errorInfo(reason: "STREAM_ACTIVE", metadata: [:])])
    }

    static func frameTooLarge(_ bytes: UInt32, max: Int) -> RPCStatus {
        RPCStatus(
            .resourceExhausted, "the frame has \(bytes) bytes; at most \(max) are allowed",
            details: [.errorInfo(reason: "FRAME_TOO_LARGE", metadata: [:])])
    }

    static func serverIsBusy(retryDelay: Duration) -> RPCStatus {
        RPCStatus(
            .resourceExhausted, "the server reads as much of unfinished frames as it may",
            details: [.errorInfo(reason: "SERVER_BUSY", metadata: [:]), .retryInfo(retryDelay)])
    }

    /// Sent on stream 0, which is no call's, before a connection is closed unheard.
    static let serverIsFull = RPCStatus(
        .resourceExhausted, "the server is full: all its connections have calls in flight",
        details: [.errorInfo(reason: "SERVER_FULL", metadata: [:])])

    static func serverIsBehind(retryDelay: Duration) -> RPCStatus {
        RPCStatus(
            .resourceExhausted, "the server has more calls than it answers in time",
            details: [.errorInfo(reason: "SERVER_BUSY", metadata: [:]), .retryInfo(retryDelay)])
    }

    /// The answer to a call that wants to go on sending.
    static let methodIsUnary = RPCStatus(
        .unimplemented, "the method is unary: a call has one request and one answer",
        details: [.errorInfo(reason: "UNARY_METHOD", metadata: [:])])

    static func tooManyCalls(max: Int, retryDelay: Duration) -> RPCStatus {
        RPCStatus(
            .resourceExhausted, "the connection has \(max) calls in flight, as many as it may",
            details: [
                .errorInfo(reason: "TOO_MANY_CALLS", metadata: [:]), .retryInfo(retryDelay),
            ])
    }

    static func draining(retryDelay: Duration) -> RPCStatus {
        RPCStatus(
            .unavailable, "the server is shutting down; the call was not started",
            details: [.errorInfo(reason: "DRAINING", metadata: [:]), .retryInfo(retryDelay)])
    }

    static let deadlinePassed = RPCStatus(
        .deadlineExceeded, "the call's time is up; it may still take effect",
        details: [.errorInfo(reason: "DEADLINE_EXCEEDED", metadata: [:])])
}
