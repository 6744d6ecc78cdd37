/// Says who writes to a session's customer: the two are never active together.
package struct SetChannel: Hashable, Sendable {
    package var merchant: MerchantID
    package var session: SessionID
    package var channel: Channel
    package var actor: ActorName

    /// Checks the fields of a request; the channel is nil where none was given.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, session: String, channel: Channel?, actor: String
    ) throws(Refusal) -> SetChannel {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let session = check.sessionID(session)
        let channel = check.require(channel, "channel")
        let actor = check.actor(actor)
        guard check.isClean, let channel else { throw check.refusal }
        return SetChannel(merchant: merchant, session: session, channel: channel, actor: actor)
    }

    /// The answer to the caller.
    package struct Answer: Hashable, Sendable {
        package var channel: Channel
        /// Unsent notifications of the automatic channel that ended.
        package var withdrawn: [Withdrawal]

        package init(channel: Channel, withdrawn: [Withdrawal]) {
            self.channel = channel
            self.withdrawn = withdrawn
        }
    }

    /// What to write and what to answer.
    package struct Effects: Sendable {
        package var session: Session
        /// Those that Meta has or may have, of the channel that ends: they are marked as withdrawn.
        package var withdrawnInFlight: [NotificationID]
        package var audit: AuditEntry
        package var answer: Answer
    }

    /// Decides.
    ///
    /// What is unsent of the automatic channel ends, and what left by it is never sent again. Back to
    /// automatic is refused while something of the manual channel is on its way.
    /// Throws `notFound` and `forbidden`.
    package func decide(
        _ stored: Session?, _ notifications: [Notification], at now: Timestamp
    ) throws(Refusal) -> Effects {
        guard var session = stored else { throw .notFound(.session) }
        let isChange = session.channel != channel
        let ending = isChange ? notifications.filter { $0.origin == session.channel } : []
        if channel == .automatic, let open = ending.first(where: \.isOnItsWay) {
            throw .forbidden(.unsettled(open))
        }
        if isChange {
            session.channel = channel
            session.updatedAt = now
        }
        let withdrawn = ending.filter(\.status.isUnsent)
            .map { Withdrawal(notification: $0.id, state: $0.state) }
        let inFlight = ending.filter { $0.isOnItsWay || $0.status == .accepted }
            .filter { !$0.status.isUnsent }
        return Effects(
            session: session, withdrawnInFlight: inFlight.map(\.id),
            audit: AuditEntry(
                at: now, actor: actor, action: .setChannel, subject: session.id.rawValue,
                detail: channel.rawValue, rows: withdrawn.count),
            answer: Answer(channel: channel, withdrawn: withdrawn))
    }
}

extension Notification {
    /// Whether it may still leave, or may have left without anybody knowing.
    fileprivate var isOnItsWay: Bool {
        status.isUnsent || status == .armed || status == .uncertain
    }
}

extension Refusal.Forbidden {
    fileprivate static func unsettled(_ notification: Notification) -> Self {
        Self(
            reason: Reason.channelConflict.rawValue,
            message: "The notification \(notification.id) that a person sent is "
                + "\(notification.status.rawValue): wait for its end, cancel it while it is unsent, "
                + "or resolve it.")
    }
}
