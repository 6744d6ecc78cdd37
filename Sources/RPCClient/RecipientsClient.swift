public import Messages
import RPC

/// Calls the methods of paynotify.v1.Recipients.
public struct RecipientsClient: Sendable {
    private let client: RPCClient

    /// Calls over that client's connection.
    public init(_ client: RPCClient) {
        self.client = client
    }

    /// Records that a recipient wants no messages, or wants them again.
    public func setOptOut(
        _ request: SetOptOutRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> SetOptOutResponse {
        try await client.call(.setOptOut, request, options: options)
    }

    /// Shows what was said for a recipient.
    public func getRecipient(
        _ request: GetRecipientRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> GetRecipientResponse {
        try await client.call(.getRecipient, request, options: options)
    }

    /// Lists the opt-outs that stand, by pages.
    public func listOptOuts(
        _ request: ListOptOutsRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListOptOutsResponse {
        try await client.call(.listOptOuts, request, options: options)
    }
}
