public import Messages

extension MethodDescriptor
where Request == ExplainSessionRequest, Response == ExplainSessionResponse {
    /// Says for each state of a session what happened, and what would mend it.
    public static var explainSession: Self {
        Self(service: ServiceName.notifications, method: "ExplainSession")
    }
}

extension MethodDescriptor
where Request == PreviewNotificationsRequest, Response == PreviewNotificationsResponse {
    /// Shows what would be sent, without sending it.
    public static var previewNotifications: Self {
        Self(service: ServiceName.notifications, method: "PreviewNotifications")
    }
}
