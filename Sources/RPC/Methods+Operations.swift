public import Messages

extension MethodDescriptor where Request == PauseRequest, Response == PauseResponse {
    /// Stops a merchant, a sender number or a template.
    ///
    /// NOT_FOUND: the merchant has no such number or template.
    public static var pause: Self {
        Self(service: ServiceName.operations, method: "Pause")
    }
}

extension MethodDescriptor where Request == ResumeRequest, Response == ResumeResponse {
    /// Lets go what a person paused.
    ///
    /// FAILED_PRECONDITION: it is not paused.
    public static var resume: Self {
        Self(service: ServiceName.operations, method: "Resume")
    }
}

extension MethodDescriptor where Request == ListPausesRequest, Response == ListPausesResponse {
    /// Lists all pauses that concern a merchant.
    public static var listPauses: Self {
        Self(service: ServiceName.operations, method: "ListPauses")
    }
}

extension MethodDescriptor
where Request == ListAuditEntriesRequest, Response == ListAuditEntriesResponse {
    /// Lists what people did, newest first, by pages.
    public static var listAuditEntries: Self {
        Self(service: ServiceName.operations, method: "ListAuditEntries")
    }
}
