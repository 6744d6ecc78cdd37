import Messages
import RPCClient

/// Tells paynotify that the session is paid; repeats the call for ten seconds if no answer comes.
func tellPaid(
    _ session: String, of merchant: String, with client: RPCClient
) async throws -> NotifyStateChangeResponse {
    let notifications = NotificationsClient(client)
    let request = NotifyStateChangeRequest(
        merchantID: merchant, sessionID: session, state: .paid, eventID: "\(session)-paid")
    for _ in 1...10 {
        do throws(RPCError) {
            return try await notifications.notifyStateChange(request)
        } catch .notSent, .outcomeUnknown {
            // With the same event_id a decision that was stored the first time is answered again.
            try await Task.sleep(for: .seconds(1))
        }
    }
    return try await notifications.notifyStateChange(request)
}
