/// A call as it reaches whoever serves it.
package struct RPCRequest: Sendable {
    /// Full name of the service with its package.
    package var service: String
    /// Bare name of the method.
    package var method: String
    /// The encoded request message; not looked at yet.
    package var payload: [UInt8]
    /// When the caller's time is up; nil if it set no deadline.
    package var deadline: ContinuousClock.Instant?
    /// What the caller said about the call.
    package var metadata: [MetadataEntry]
    /// Who calls, for the log: an address and port, or "unix".
    package var peer: String

    /// Makes a call.
    package init(
        service: String, method: String, payload: [UInt8],
        deadline: ContinuousClock.Instant? = nil, metadata: [MetadataEntry] = [],
        peer: String = ""
    ) {
        self.service = service
        self.method = method
        self.payload = payload
        self.deadline = deadline
        self.metadata = metadata
        self.peer = peer
    }
}

/// The answer to a call: the encoded response message, or a status that is not OK.
package typealias RPCReply = Result<[UInt8], RPCStatus>
