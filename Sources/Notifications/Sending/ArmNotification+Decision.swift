extension ArmNotification {
    /// Decides; all that may have changed since the decision to notify is looked at once more.
    ///
    /// The language is the one that the decision fixed.
    package func decide(
        _ snapshot: Snapshot, at now: Timestamp, zones: any ZoneRules,
        ids: inout IdentifierGenerator
    ) -> Effects {
        let check = ArmCheck(command: self, snapshot: snapshot, zones: zones, now: now)
        if let obstacle = check.firstObstacle { return obstacle }
        let queue = snapshot.queue
        guard let binding = queue.binding else { return check.end(.noTemplate) }
        guard let sender = queue.authenticator else { return check.end(.noAuthenticator) }
        do throws(RenderingProblem) {
            let rendering = try snapshot.rendering(of: binding, zones: zones)
            return armed(
                rendering, binding.content, sender, snapshot.notification, at: now, ids: &ids)
        } catch {
            return check.end(error.reason)
        }
    }

    private func armed(
        _ rendering: Rendering, _ content: TemplateContent, _ sender: Authenticator,
        _ notification: Notification, at now: Timestamp, ids: inout IdentifierGenerator
    ) -> Effects {
        var armed = notification.entering(.armed, at: now)
        armed.attemptNumber += 1
        if armed.resends > 0 { armed.isPossibleDuplicate = true }
        let token = AttemptToken(of: notification.id, unique: ids.next())
        let attempt = Attempt(
            number: armed.attemptNumber, token: token, armedAt: now, endedAt: nil, result: .armed,
            code: 0, detail: "", message: nil, template: content.label,
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

/// What may keep a notification from being armed, one look after the other.
struct ArmCheck {
    let command: ArmNotification
    let snapshot: ArmNotification.Snapshot
    let zones: any ZoneRules
    let now: Timestamp

    /// In the order in which they are asked: what ends it, what puts its whole queue off, what makes
    /// it wait alone.
    private static var obstacles: [(ArmCheck) -> ArmNotification.Effects?] {
        [
            \.notPending, \.expired, \.forgotten, \.otherChannel, \.optedOut, \.moved,
            \.behindAnother, \.quiet,
        ]
    }

    /// The answer of the first look that finds something; nil: it may leave.
    var firstObstacle: ArmNotification.Effects? {
        for obstacle in Self.obstacles {
            if let effects = obstacle(self) { return effects }
        }
        return nil
    }

    /// The notification ends: it cannot be sent, for the reason.
    func end(_ reason: Reason) -> ArmNotification.Effects {
        .changed(notification.ended(as: .undeliverable(reason), at: now))
    }

    private var notification: Notification { snapshot.notification }
}

// The looks; each gives the answer if there is something in the way.
extension ArmCheck {
    private var notPending: ArmNotification.Effects? {
        notification.status == .pending ? nil : .unchanged(.nothing(notification.status))
    }

    private var expired: ArmNotification.Effects? {
        guard notification.expiresAt <= now else { return nil }
        return .changed(notification.ended(as: .expired, at: now))
    }

    /// There is nobody to write to any more.
    private var forgotten: ArmNotification.Effects? {
        guard notification.phone.isForgotten else { return nil }
        return .changed(notification.ended(as: .cancelled, at: now))
    }

    /// A person writes to the customer, or does no longer.
    private var otherChannel: ArmNotification.Effects? {
        guard notification.origin != snapshot.channel else { return nil }
        return .changed(notification.ended(as: .channelConflict, at: now))
    }

    private var optedOut: ArmNotification.Effects? {
        let category = snapshot.queue.binding?.content.category
        return snapshot.consent.refusal(of: category).map { _ in end(.optedOut) }
    }

    /// Its queue is held, or it is another number's turn than that of its queue.
    private var moved: ArmNotification.Effects? {
        let queue = snapshot.queue
        let isInTurn = command.sender == nil || command.sender == queue.sender
        return queue.hold == nil && isInTurn ? nil : .unchanged(.moved)
    }

    private var behindAnother: ArmNotification.Effects? {
        snapshot.earlier.contains(where: \.blocksLater) ? .unchanged(.wait) : nil
    }

    /// Quiet hours hold the message, unless a person sends it.
    private var quiet: ArmNotification.Effects? {
        guard notification.origin == .automatic,
            let end = snapshot.merchant.quietEnd(
                for: notification.state, to: notification.phone, at: now, rules: zones)
        else { return nil }
        let waiting = notification.waiting(forQuietEnd: end, at: now)
        return ArmNotification.Effects(
            notification: waiting, attempt: nil, phoneNumberID: nil, answer: .later(waiting.dueAt))
    }
}

extension ArmNotification.Snapshot {
    /// The message with the attributes that the decision fixed; throws where a value is missing or bad,
    /// or makes a text too long.
    fileprivate func rendering(
        of binding: TemplateBinding, zones: any ZoneRules
    ) throws(RenderingProblem) -> Rendering {
        let expiry = notification.attributes.checkoutLinkExpiresAt
        let values = MessageValues(
            merchantName: merchant.displayName, session: notification.session,
            attributes: notification.attributes,
            offsetSeconds: expiry.map { zones.offsetSeconds(zone: merchant.timeZone, at: $0) } ?? 0)
        return try Rendering(
            binding.content, language: binding.key.language, values: values,
            buttonPlaces: binding.buttonPlaces)
    }
}

extension ArmNotification.Effects {
    /// The notification changes and nothing is sent.
    static func changed(_ notification: Notification) -> Self {
        Self(
            notification: notification, attempt: nil, phoneNumberID: nil,
            answer: .nothing(notification.status))
    }

    /// The notification stays as it is and nothing is sent.
    static func unchanged(_ answer: ArmNotification.Answer) -> Self {
        Self(notification: nil, attempt: nil, phoneNumberID: nil, answer: answer)
    }
}
