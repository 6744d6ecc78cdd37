@testable import Messages

/// Every message type of the module.
enum AllMessages {
    static let types: [any CMessage.Type] = [
        RequestEnvelope.self, ResponseEnvelope.self, EnvelopeKeyValue.self,
        StatusMessage.self, AnyMessage.self,
        ErrorInfoMessage.self, ErrorInfoEntryMessage.self, BadRequestMessage.self,
        FieldViolationMessage.self, RetryInfoMessage.self, DurationMessage.self,
        HealthCheckRequest.self, HealthCheckResponse.self,
        Merchant.self, QuietHours.self, SetMerchantRequest.self, SetMerchantResponse.self,
        GetMerchantRequest.self, GetMerchantResponse.self,
        Authenticator.self, RegisterAuthenticatorRequest.self, RegisterAuthenticatorResponse.self,
        ListAuthenticatorsRequest.self, ListAuthenticatorsResponse.self,
        SubscribeAuthenticatorRequest.self, SubscribeAuthenticatorResponse.self,
        TemplateVariable.self, TemplateComponent.self, TemplateBinding.self,
        PhaseSelection.self, StateSelection.self,
        RegisterTemplateRequest.self, RegisterTemplateResponse.self,
        ListTemplatesRequest.self, ListTemplatesResponse.self,
        SessionAttributes.self, StateReadiness.self, WithdrawnNotification.self, MendedValue.self,
        EnableNotificationsRequest.self, EnableNotificationsResponse.self,
        NotifyStateChangeRequest.self, NotifyStateChangeResponse.self,
        GetSessionRequest.self, GetSessionResponse.self, Session.self, StateChange.self,
        Notification.self, Attempt.self, Receipt.self,
        ListNotificationsRequest.self, ListNotificationsResponse.self,
        ReleaseNotificationRequest.self, ReleaseNotificationResponse.self,
        CancelNotificationRequest.self, CancelNotificationResponse.self,
        ResolveNotificationRequest.self, ResolveNotificationResponse.self,
        ExplainSessionRequest.self, ExplainSessionResponse.self, StateExplanation.self,
        PreviewNotificationsRequest.self, PreviewNotificationsResponse.self,
        NotificationPreview.self,
        Pause.self, PauseRequest.self, PauseResponse.self, ResumeRequest.self, ResumeResponse.self,
        ListPausesRequest.self, ListPausesResponse.self,
        ResendNotificationRequest.self, ResendNotificationResponse.self,
        ReplayFilter.self, Replay.self, StartReplayRequest.self, StartReplayResponse.self,
        GetReplayRequest.self, GetReplayResponse.self,
        ListReplaysRequest.self, ListReplaysResponse.self,
        CancelReplayRequest.self, CancelReplayResponse.self,
        SyncTemplatesRequest.self, SyncTemplatesResponse.self,
        AuditEntry.self, ListAuditEntriesRequest.self, ListAuditEntriesResponse.self,
        SetChannelRequest.self, SetChannelResponse.self,
        SendNotificationRequest.self, SendNotificationResponse.self,
        SetOptOutRequest.self, SetOptOutResponse.self,
        GetRecipientRequest.self, GetRecipientResponse.self,
        ListOptOutsRequest.self, ListOptOutsResponse.self, Recipient.self, OptOut.self,
        Sender.self, SenderStop.self, ListSendersRequest.self, ListSendersResponse.self,
    ]

    /// The full name of each type.
    static let names = types.map { $0.fullName }

    /// Every enumeration of the module, with the prefix of its values in the protos.
    static let enumerations: [(any WireEnum.Type, protoPrefix: String)] = [
        (Plugin.self, "PLUGIN_"), (Phase.self, "PHASE_"), (PaymentState.self, "PAYMENT_STATE_"),
        (Outcome.self, "OUTCOME_"), (Reason.self, "REASON_"),
        (NotificationStatus.self, "NOTIFICATION_STATUS_"),
        (SessionAttribute.self, "SESSION_ATTRIBUTE_"),
        (TemplateCategory.self, "TEMPLATE_CATEGORY_"), (ParameterFormat.self, "PARAMETER_FORMAT_"),
        (ComponentType.self, "COMPONENT_TYPE_"), (ButtonType.self, "BUTTON_TYPE_"),
        (HeaderFormat.self, "HEADER_FORMAT_"),
        (TemplateStatus.self, "TEMPLATE_STATUS_"), (PauseScope.self, "PAUSE_SCOPE_"),
        (Channel.self, "CHANNEL_"),
        (WebhookSubscription.self, "WEBHOOK_SUBSCRIPTION_"),
        (OptOutCategory.self, "OPT_OUT_CATEGORY_"),
        (OptOutSource.self, "OPT_OUT_SOURCE_"),
        (Resolution.self, "RESOLUTION_"), (UncertainPolicy.self, "UNCERTAIN_POLICY_"),
        (ReplayStatus.self, "REPLAY_STATUS_"),
        (ServingStatus.self, ""),
    ]
}

extension MessageShape {
    /// An encoding with all fields set, each to a value that tells it from its neighbours.
    ///
    /// A string is its field's name, a number its field's number. Of a oneof, the given member is
    /// set.
    func filled(oneofMember: Int = 0) -> [UInt8] {
        var members: [UInt64: Int] = [:]
        return fields.flatMap { field -> [UInt8] in
            if field.exclusive != 0 {
                defer { members[field.exclusive, default: 0] += 1 }
                let isOneof = fields.count { $0.exclusive == field.exclusive } > 1
                if isOneof, members[field.exclusive, default: 0] != oneofMember { return [] }
            }
            return field.filled(oneofMember: oneofMember)
        }
    }

    /// How many members the largest oneof has; 1 if there is none.
    var oneofMembers: Int {
        let bits = Set(fields.map(\.exclusive)).subtracting([0])
        return bits.map { bit in fields.count { $0.exclusive == bit } }.max() ?? 1
    }
}

extension FieldShape {
    /// The fields that are true or false.
    private static let flags: Set<String> = [
        "enabled", "opted_out", "include_post_payment", "possible_duplicate",
        "duplicate_confirmed", "told", "allow_superseded", "dry_run",
    ]

    fileprivate func filled(oneofMember: Int) -> [UInt8] {
        switch kind {
        case .varint where isRepeated: WireBytes.data(number, [1, 2])
        case .varint: WireBytes.number(number, Self.flags.contains(name) ? 1 : Int64(number))
        case .enumeration where isRepeated: WireBytes.data(number, [1, 2])
        case .enumeration: WireBytes.number(number, 1)
        case .bytes: WireBytes.data(number, [0, 0xFF, UInt8(number)])
        case .string: times(WireBytes.text(number, name))
        case .message(let shape):
            times(WireBytes.data(number, shape.filled(oneofMember: oneofMember)))
        case .fixed32, .fixed64: preconditionFailure("the protos have no such field")
        }
    }

    private func times(_ bytes: [UInt8]) -> [UInt8] { isRepeated ? bytes + bytes : bytes }
}
