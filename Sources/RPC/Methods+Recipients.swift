public import Messages

extension ServiceName {
    /// What keeps recipients' wishes.
    public static let recipients = "paynotify.v1.Recipients"
}

extension MethodDescriptor
where Request == SetOptOutRequest, Response == SetOptOutResponse {
    /// Records that a recipient wants no messages, or wants them again.
    public static var setOptOut: Self {
        Self(service: ServiceName.recipients, method: "SetOptOut")
    }
}

extension MethodDescriptor
where Request == GetRecipientRequest, Response == GetRecipientResponse {
    /// Shows what was said for a recipient; of one that nobody knows, nothing was.
    public static var getRecipient: Self {
        Self(service: ServiceName.recipients, method: "GetRecipient")
    }
}

extension MethodDescriptor
where Request == ListOptOutsRequest, Response == ListOptOutsResponse {
    /// Lists the opt-outs that stand, by pages.
    public static var listOptOuts: Self {
        Self(service: ServiceName.recipients, method: "ListOptOuts")
    }
}
