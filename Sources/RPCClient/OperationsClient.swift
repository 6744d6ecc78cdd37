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

    /// Sends a notification once more.
    public func resendNotification(
        _ request: ResendNotificationRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ResendNotificationResponse {
        try await client.call(.resendNotification, request, options: options)
    }

    /// Counts what a filter matches and, unless it is a dry run, begins to send it once more.
    public func startReplay(
        _ request: StartReplayRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> StartReplayResponse {
        try await client.call(.startReplay, request, options: options)
    }

    /// Shows how far a replay came.
    public func getReplay(
        _ request: GetReplayRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> GetReplayResponse {
        try await client.call(.getReplay, request, options: options)
    }

    /// Lists a merchant's replays, newest first, by pages.
    public func listReplays(
        _ request: ListReplaysRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListReplaysResponse {
        try await client.call(.listReplays, request, options: options)
    }

    /// Stops a replay; what is in the queue already is sent.
    public func cancelReplay(
        _ request: CancelReplayRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> CancelReplayResponse {
        try await client.call(.cancelReplay, request, options: options)
    }

    /// Has Meta asked again about all of a merchant's templates.
    public func syncTemplates(
        _ request: SyncTemplatesRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> SyncTemplatesResponse {
        try await client.call(.syncTemplates, request, options: options)
    }
}
