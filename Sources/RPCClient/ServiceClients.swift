public import Messages
import RPC

/// Calls the methods of paynotify.v1.Notifications.
public struct NotificationsClient: Sendable {
    let client: RPCClient

    /// Calls over that client's connection.
    public init(_ client: RPCClient) {
        self.client = client
    }

    /// Binds a template of Meta's to states of a payment.
    public func registerTemplate(
        _ request: RegisterTemplateRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> RegisterTemplateResponse {
        try await client.call(.registerTemplate, request, options: options)
    }

    /// Lists a merchant's bindings.
    public func listTemplates(
        _ request: ListTemplatesRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListTemplatesResponse {
        try await client.call(.listTemplates, request, options: options)
    }

    /// Switches notifications of a session on or off.
    public func enableNotifications(
        _ request: EnableNotificationsRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> EnableNotificationsResponse {
        try await client.call(.enableNotifications, request, options: options)
    }

    /// Tells that a session entered a state; repeating it with its event id is safe.
    public func notifyStateChange(
        _ request: NotifyStateChangeRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> NotifyStateChangeResponse {
        try await client.call(.notifyStateChange, request, options: options)
    }

    /// Shows all that happened to a session.
    public func getSession(
        _ request: GetSessionRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> GetSessionResponse {
        try await client.call(.getSession, request, options: options)
    }

    /// Says for each state of a session what happened, and what would mend it.
    public func explainSession(
        _ request: ExplainSessionRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ExplainSessionResponse {
        try await client.call(.explainSession, request, options: options)
    }

    /// Shows what would be sent, without sending it.
    public func previewNotifications(
        _ request: PreviewNotificationsRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> PreviewNotificationsResponse {
        try await client.call(.previewNotifications, request, options: options)
    }

    /// Lists notifications by pages, or follows their changes.
    public func listNotifications(
        _ request: ListNotificationsRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListNotificationsResponse {
        try await client.call(.listNotifications, request, options: options)
    }

    /// Lets a notification go that is held for a person.
    public func releaseNotification(
        _ request: ReleaseNotificationRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ReleaseNotificationResponse {
        try await client.call(.releaseNotification, request, options: options)
    }

    /// Withdraws an unsent notification.
    public func cancelNotification(
        _ request: CancelNotificationRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> CancelNotificationResponse {
        try await client.call(.cancelNotification, request, options: options)
    }

    /// Settles a notification of which nobody knows whether it was sent.
    public func resolveNotification(
        _ request: ResolveNotificationRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ResolveNotificationResponse {
        try await client.call(.resolveNotification, request, options: options)
    }
}

/// Calls the methods of paynotify.v1.Merchants.
public struct MerchantsClient: Sendable {
    private let client: RPCClient

    /// Calls over that client's connection.
    public init(_ client: RPCClient) {
        self.client = client
    }

    /// Creates a merchant or replaces its settings.
    public func setMerchant(
        _ request: SetMerchantRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> SetMerchantResponse {
        try await client.call(.setMerchant, request, options: options)
    }

    /// Shows a merchant.
    public func getMerchant(
        _ request: GetMerchantRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> GetMerchantResponse {
        try await client.call(.getMerchant, request, options: options)
    }

    /// Registers, or replaces, the link to a WhatsApp Business account.
    public func registerAuthenticator(
        _ request: RegisterAuthenticatorRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> RegisterAuthenticatorResponse {
        try await client.call(.registerAuthenticator, request, options: options)
    }

    /// Has Meta post an account's webhooks to the token's app.
    ///
    /// Answers before Meta is asked.
    public func subscribeAuthenticator(
        _ request: SubscribeAuthenticatorRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> SubscribeAuthenticatorResponse {
        try await client.call(.subscribeAuthenticator, request, options: options)
    }

    /// Lists a merchant's authenticators, without secrets.
    public func listAuthenticators(
        _ request: ListAuthenticatorsRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListAuthenticatorsResponse {
        try await client.call(.listAuthenticators, request, options: options)
    }
}

/// Calls the methods of paynotify.v1.Senders.
public struct SendersClient: Sendable {
    private let client: RPCClient

    /// Calls over that client's connection.
    public init(_ client: RPCClient) {
        self.client = client
    }

    /// Lists the numbers of a merchant's authenticators.
    public func listSenders(
        _ request: ListSendersRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> ListSendersResponse {
        try await client.call(.listSenders, request, options: options)
    }
}

/// Calls the methods of grpc.health.v1.Health.
public struct HealthClient: Sendable {
    private let client: RPCClient

    /// Calls over that client's connection.
    public init(_ client: RPCClient) {
        self.client = client
    }

    /// Asks whether the daemon, or one of its services, answers calls.
    public func check(
        _ request: HealthCheckRequest, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> HealthCheckResponse {
        try await client.call(.check, request, options: options)
    }
}
