public import Messages

extension MethodDescriptor
where Request == SetChannelRequest, Response == SetChannelResponse {
    /// Says who writes to a session's customer.
    ///
    /// FAILED_PRECONDITION: back to automatic while something that a person sent is on its way.
    public static var setChannel: Self {
        Self(service: ServiceName.notifications, method: "SetChannel")
    }
}

extension MethodDescriptor
where Request == SendNotificationRequest, Response == SendNotificationResponse {
    /// Sends the notification of a session's current state by hand.
    ///
    /// FAILED_PRECONDITION: the channel is automatic, or a rule is in the way.
    public static var sendNotification: Self {
        Self(service: ServiceName.notifications, method: "SendNotification")
    }
}
