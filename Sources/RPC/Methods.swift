public import Messages

/// The services of the daemon, by their full names.
public enum ServiceName {
    /// What payment services call.
    public static let notifications = "paynotify.v1.Notifications"
    /// What sets up merchants.
    public static let merchants = "paynotify.v1.Merchants"
    /// What people call to stop, mend or look into something.
    public static let operations = "paynotify.v1.Operations"
    /// What shows the numbers that messages leave from.
    public static let senders = "paynotify.v1.Senders"
    /// What tells whether the daemon serves calls.
    public static let health = "grpc.health.v1.Health"
}

// MARK: Notifications

extension MethodDescriptor
where Request == RegisterTemplateRequest, Response == RegisterTemplateResponse {
    /// Binds a template of Meta's to states of a payment.
    ///
    /// Answers before Meta is asked.
    public static var registerTemplate: Self {
        Self(service: ServiceName.notifications, method: "RegisterTemplate")
    }
}

extension MethodDescriptor
where Request == ListTemplatesRequest, Response == ListTemplatesResponse {
    /// Lists a merchant's bindings.
    public static var listTemplates: Self {
        Self(service: ServiceName.notifications, method: "ListTemplates")
    }
}

extension MethodDescriptor
where Request == EnableNotificationsRequest, Response == EnableNotificationsResponse {
    /// Switches notifications of a session on or off.
    ///
    /// Never sends by itself.
    public static var enableNotifications: Self {
        Self(service: ServiceName.notifications, method: "EnableNotifications")
    }
}

extension MethodDescriptor
where Request == NotifyStateChangeRequest, Response == NotifyStateChangeResponse {
    /// Tells that a session entered a state.
    ///
    /// Each well-formed call ends in a stored decision.
    public static var notifyStateChange: Self {
        Self(service: ServiceName.notifications, method: "NotifyStateChange")
    }
}

extension MethodDescriptor
where Request == GetSessionRequest, Response == GetSessionResponse {
    /// Shows all that happened to a session.
    ///
    /// NOT_FOUND: the session is unknown.
    public static var getSession: Self {
        Self(service: ServiceName.notifications, method: "GetSession")
    }
}

extension MethodDescriptor
where Request == ListNotificationsRequest, Response == ListNotificationsResponse {
    /// Lists notifications by pages, or follows their changes.
    public static var listNotifications: Self {
        Self(service: ServiceName.notifications, method: "ListNotifications")
    }
}

extension MethodDescriptor
where Request == ReleaseNotificationRequest, Response == ReleaseNotificationResponse {
    /// Lets a notification go that is held for a person.
    ///
    /// FAILED_PRECONDITION: it is not held, or waits for its template.
    public static var releaseNotification: Self {
        Self(service: ServiceName.notifications, method: "ReleaseNotification")
    }
}

extension MethodDescriptor
where Request == CancelNotificationRequest, Response == CancelNotificationResponse {
    /// Withdraws an unsent notification.
    ///
    /// FAILED_PRECONDITION: it was sent or has ended.
    public static var cancelNotification: Self {
        Self(service: ServiceName.notifications, method: "CancelNotification")
    }
}

extension MethodDescriptor
where Request == ResolveNotificationRequest, Response == ResolveNotificationResponse {
    /// Settles a notification of which nobody knows whether it was sent.
    ///
    /// FAILED_PRECONDITION: it is neither uncertain nor unresolved.
    public static var resolveNotification: Self {
        Self(service: ServiceName.notifications, method: "ResolveNotification")
    }
}

// MARK: Merchants

extension MethodDescriptor
where Request == SetMerchantRequest, Response == SetMerchantResponse {
    /// Creates a merchant or replaces its settings.
    public static var setMerchant: Self {
        Self(service: ServiceName.merchants, method: "SetMerchant")
    }
}

extension MethodDescriptor
where Request == GetMerchantRequest, Response == GetMerchantResponse {
    /// Shows a merchant.
    ///
    /// NOT_FOUND: it is unknown.
    public static var getMerchant: Self {
        Self(service: ServiceName.merchants, method: "GetMerchant")
    }
}

extension MethodDescriptor
where Request == RegisterAuthenticatorRequest, Response == RegisterAuthenticatorResponse {
    /// Registers, or replaces, the link to a WhatsApp Business account.
    ///
    /// NOT_FOUND: unknown merchant.
    public static var registerAuthenticator: Self {
        Self(service: ServiceName.merchants, method: "RegisterAuthenticator")
    }
}

extension MethodDescriptor
where Request == SubscribeAuthenticatorRequest, Response == SubscribeAuthenticatorResponse {
    /// Has Meta post an account's webhooks to the token's app.
    ///
    /// Answers before Meta is asked.
    public static var subscribeAuthenticator: Self {
        Self(service: ServiceName.merchants, method: "SubscribeAuthenticator")
    }
}

extension MethodDescriptor
where Request == ListAuthenticatorsRequest, Response == ListAuthenticatorsResponse {
    /// Lists a merchant's authenticators, without secrets.
    ///
    /// NOT_FOUND: unknown merchant.
    public static var listAuthenticators: Self {
        Self(service: ServiceName.merchants, method: "ListAuthenticators")
    }
}

// MARK: Senders

extension MethodDescriptor
where Request == ListSendersRequest, Response == ListSendersResponse {
    /// Lists the numbers of a merchant's authenticators.
    ///
    /// NOT_FOUND: unknown merchant.
    public static var listSenders: Self {
        Self(service: ServiceName.senders, method: "ListSenders")
    }
}

// MARK: Health

extension MethodDescriptor
where Request == HealthCheckRequest, Response == HealthCheckResponse {
    /// Answers SERVING or NOT_SERVING; NOT_FOUND for a service that the daemon does not have.
    public static var check: Self {
        Self(service: ServiceName.health, method: "Check")
    }
}
