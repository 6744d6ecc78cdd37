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

extension MethodDescriptor
where Request == ResendNotificationRequest, Response == ResendNotificationResponse {
    /// Sends a notification once more.
    ///
    /// FAILED_PRECONDITION: an attempt may still arrive, its session has moved on, or its link is dead.
    public static var resendNotification: Self {
        Self(service: ServiceName.operations, method: "ResendNotification")
    }
}

extension MethodDescriptor
where Request == StartReplayRequest, Response == StartReplayResponse {
    /// Counts what a filter matches and, unless it is a dry run, begins to send it once more.
    ///
    /// FAILED_PRECONDITION: the count is not the expected one, it is none, or another replay runs.
    public static var startReplay: Self {
        Self(service: ServiceName.operations, method: "StartReplay")
    }
}

extension MethodDescriptor
where Request == GetReplayRequest, Response == GetReplayResponse {
    /// Shows how far a replay came.
    ///
    /// NOT_FOUND: the merchant has no such replay.
    public static var getReplay: Self {
        Self(service: ServiceName.operations, method: "GetReplay")
    }
}

extension MethodDescriptor
where Request == ListReplaysRequest, Response == ListReplaysResponse {
    /// Lists a merchant's replays, newest first, by pages.
    public static var listReplays: Self {
        Self(service: ServiceName.operations, method: "ListReplays")
    }
}

extension MethodDescriptor
where Request == CancelReplayRequest, Response == CancelReplayResponse {
    /// Stops a replay; what is in the queue already is sent.
    ///
    /// FAILED_PRECONDITION: it is not running.
    public static var cancelReplay: Self {
        Self(service: ServiceName.operations, method: "CancelReplay")
    }
}

extension MethodDescriptor
where Request == SyncTemplatesRequest, Response == SyncTemplatesResponse {
    /// Has Meta asked again about all of a merchant's templates.
    ///
    /// Answers before Meta is asked.
    public static var syncTemplates: Self {
        Self(service: ServiceName.operations, method: "SyncTemplates")
    }
}
