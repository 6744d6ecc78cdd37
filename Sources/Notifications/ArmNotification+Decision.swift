extension ArmNotification {
    /// Decides; binding, approval and rendering are looked at here.
    ///
    /// The language is the one that the decision fixed.
    package func decide(
        _ snapshot: Snapshot, at now: Timestamp, zones: any ZoneRules,
        ids: inout IdentifierGenerator
    ) -> Effects {
        let notification = snapshot.notification
        guard notification.status == .pending else { return .nothing(notification.status) }
        if notification.expiresAt <= now {
            return .nothing(notification.ended(as: .expired, at: now))
        }
        if snapshot.earlier.contains(where: \.blocksLater) { return .wait }
        guard let binding = snapshot.binding else {
            return .nothing(notification.ended(as: .undeliverable(.noTemplate), at: now))
        }
        if let hold = HoldReason(binding.status) {
            return .nothing(notification.held(for: hold, at: now))
        }
        guard let sender = snapshot.authenticators.first(where: { $0.id == binding.authenticator })
        else {
            return .nothing(notification.ended(as: .undeliverable(.noAuthenticator), at: now))
        }
        guard let rendering = snapshot.rendering(of: binding, zones: zones) else {
            return .nothing(notification.ended(as: .undeliverable(.variableMissing), at: now))
        }
        return armed(rendering, binding.content, sender, notification, at: now, ids: &ids)
    }

    private func armed(
        _ rendering: Rendering, _ content: TemplateContent, _ sender: Authenticator,
        _ notification: Notification, at now: Timestamp, ids: inout IdentifierGenerator
    ) -> Effects {
        var armed = notification.standing(.armed, at: now)
        armed.attemptNumber += 1
        let token = AttemptToken(rawValue: "v1." + ids.next())
        let attempt = Attempt(
            number: armed.attemptNumber, token: token, armedAt: now, endedAt: nil, result: .armed,
            code: 0, detail: "", message: nil,
            template: "\(content.name) (\(content.templateLanguage))",
            renderedText: rendering.text, receipts: [])
        let message = OutboundMessage(
            reference: reference, token: token, to: notification.phone,
            templateName: content.name, templateLanguage: content.templateLanguage,
            parts: rendering.parts)
        return Effects(
            notification: armed, attempt: attempt, phoneNumberID: sender.phoneNumberID,
            answer: .send(message, from: sender.account))
    }
}

extension ArmNotification.Snapshot {
    /// The binding for the notification's own language; nil: it is gone.
    fileprivate var binding: TemplateBinding? {
        let choice = BindingChoice(
            for: notification.state, language: notification.language, fallback: nil,
            among: bindings)
        return if case .found(let binding, _) = choice { binding } else { nil }
    }

    /// The message with the attributes that the decision fixed; nil: a value is missing or bad.
    fileprivate func rendering(
        of binding: TemplateBinding, zones: any ZoneRules
    ) -> Rendering? {
        let expiry = notification.attributes.checkoutLinkExpiresAt
        let values = MessageValues(
            merchantName: merchant.displayName, session: notification.session,
            attributes: notification.attributes,
            offsetSeconds: expiry.map { zones.offsetSeconds(zone: merchant.timeZone, at: $0) } ?? 0)
        return try? Rendering(binding.content, language: binding.key.language, values: values)
    }
}

extension ArmNotification.Effects {
    /// The notification changes and nothing is sent.
    fileprivate static func nothing(_ notification: Notification) -> Self {
        Self(
            notification: notification, attempt: nil, phoneNumberID: nil,
            answer: .nothing(notification.status))
    }

    /// The notification stays as it is and nothing is sent.
    fileprivate static func nothing(_ status: NotificationStatus) -> Self {
        Self(notification: nil, attempt: nil, phoneNumberID: nil, answer: .nothing(status))
    }

    /// The notification stays pending.
    fileprivate static var wait: Self {
        Self(notification: nil, attempt: nil, phoneNumberID: nil, answer: .wait)
    }
}

extension Notification {
    /// Whether a later notification of the session has to wait for it.
    package var blocksLater: Bool {
        switch status {
        case .armed: true
        case .uncertain, .pending: !isWithdrawn
        default: false
        }
    }
}

extension Authenticator {
    /// The account that its messages leave from.
    package var account: SenderAccount {
        SenderAccount(
            phoneNumberID: phoneNumberID, accountID: accountID, accessToken: accessToken)
    }
}
