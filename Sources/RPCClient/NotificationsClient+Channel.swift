public import Messages
import RPC

extension NotificationsClient {
    /// Says who writes to a session's customer.
    public func setChannel(
        _ request: SetChannelRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> SetChannelResponse {
        try await client.call(.setChannel, request, options: options)
    }

    /// Sends the notification of a session's current state by hand.
    public func sendNotification(
        _ request: SendNotificationRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> SendNotificationResponse {
        try await client.call(.sendNotification, request, options: options)
    }
}
