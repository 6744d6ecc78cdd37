public import Messages

/// The methods of paynotify.v1.Notifications.
public enum NotificationsMethods {
    /// Full name of the service.
    public static let service = "paynotify.v1.Notifications"

    /// Binds a template of Meta's to states of a payment.
    ///
    /// Answers before Meta is asked.
    public static let registerTemplate =
        MethodDescriptor<RegisterTemplateRequest, RegisterTemplateResponse>(
            service: service, method: "RegisterTemplate")
    /// Lists a merchant's bindings.
    public static let listTemplates =
        MethodDescriptor<ListTemplatesRequest, ListTemplatesResponse>(
            service: service, method: "ListTemplates")
    /// Switches notifications of a session on or off.
    ///
    /// Never sends by itself.
    public static let enableNotifications =
        MethodDescriptor<EnableNotificationsRequest, EnableNotificationsResponse>(
            service: service, method: "EnableNotifications")
    /// Tells that a session entered a state.
    ///
    /// Each well-formed call ends in a stored decision.
    public static let notifyStateChange =
        MethodDescriptor<NotifyStateChangeRequest, NotifyStateChangeResponse>(
            service: service, method: "NotifyStateChange")
    /// Shows all that happened to a session.
    ///
    /// NOT_FOUND: the session is unknown.
    public static let getSession =
        MethodDescriptor<GetSessionRequest, GetSessionResponse>(
            service: service, method: "GetSession")
    /// Lists notifications by pages, or follows their changes.
    public static let listNotifications =
        MethodDescriptor<ListNotificationsRequest, ListNotificationsResponse>(
            service: service, method: "ListNotifications")
    /// Lets a held notification go.
    ///
    /// FAILED_PRECONDITION: it is not held, or waits for its template.
    public static let releaseNotification =
        MethodDescriptor<ReleaseNotificationRequest, ReleaseNotificationResponse>(
            service: service, method: "ReleaseNotification")
    /// Withdraws an unsent notification.
    ///
    /// FAILED_PRECONDITION: it was sent or has ended.
    public static let cancelNotification =
        MethodDescriptor<CancelNotificationRequest, CancelNotificationResponse>(
            service: service, method: "CancelNotification")
}

/// The methods of paynotify.v1.Merchants.
public enum MerchantsMethods {
    /// Full name of the service.
    public static let service = "paynotify.v1.Merchants"

    /// Creates a merchant or replaces its settings.
    public static let setMerchant =
        MethodDescriptor<SetMerchantRequest, SetMerchantResponse>(
            service: service, method: "SetMerchant")
    /// Shows a merchant.
    ///
    /// NOT_FOUND: it is unknown.
    public static let getMerchant =
        MethodDescriptor<GetMerchantRequest, GetMerchantResponse>(
            service: service, method: "GetMerchant")
    /// Registers, or replaces, the link to a WhatsApp Business account.
    ///
    /// NOT_FOUND: unknown merchant.
    public static let registerAuthenticator =
        MethodDescriptor<RegisterAuthenticatorRequest, RegisterAuthenticatorResponse>(
            service: service, method: "RegisterAuthenticator")
    /// Lists a merchant's authenticators, without secrets.
    ///
    /// NOT_FOUND: unknown merchant.
    public static let listAuthenticators =
        MethodDescriptor<ListAuthenticatorsRequest, ListAuthenticatorsResponse>(
            service: service, method: "ListAuthenticators")
}

/// The methods of grpc.health.v1.Health.
public enum HealthMethods {
    /// Full name of the service.
    public static let service = "grpc.health.v1.Health"

    /// Answers SERVING or NOT_SERVING; NOT_FOUND for a service that the daemon does not have.
    public static let check =
        MethodDescriptor<HealthCheckRequest, HealthCheckResponse>(
            service: service, method: "Check")
}
