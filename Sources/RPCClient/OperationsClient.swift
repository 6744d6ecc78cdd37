public import Messages
import RPC

/// Calls the methods of paynotify.v1.Operations.
public struct OperationsClient: Sendable {
    private let client: RPCClient

    /// Calls over that client's connection.
    public init(_ client: RPCClient) {
        self.client = client
    }

    /// Stops a merchant, a sender number or a template.
    public func pause(
        _ request: PauseRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> PauseResponse {
        try await client.call(.pause, request, options: options)
    }

    /// Lets go what a person paused.
    public func resume(
        _ request: ResumeRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ResumeResponse {
        try await client.call(.resume, request, options: options)
    }

    /// Lists all pauses that concern a merchant.
    public func listPauses(
        _ request: ListPausesRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListPausesResponse {
        try await client.call(.listPauses, request, options: options)
    }

    /// Lists what people did, newest first, by pages.
    public func listAuditEntries(
        _ request: ListAuditEntriesRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListAuditEntriesResponse {
        try await client.call(.listAuditEntries, request, options: options)
    }
}
