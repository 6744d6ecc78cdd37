/// Where a notification stands, and why, in words for a person.
struct StatusDescription {
    let entry: SessionTimeline.Entry
    let view: SessionView

    private var notification: Notification { entry.notification }

    /// What happened, and what would mend it.
    var sentence: String {
        switch notification.status {
        case .held: held
        case .pending: waiting
        case .armed: "It is on its way to Meta."
        case .accepted: "Meta has taken it and has not said more.\(problem)"
        case .sent: "It left Meta; the customer's phone has not confirmed it."
        case .delivered: "It reached the customer's phone."
        case .read: "The customer has read it."
        case .failed: "Meta could not deliver it\(cause). It is not sent again by itself."
        case .dead: dead
        case .uncertain where notification.isRestored:
            "The database was put back from a backup in which it was not sent, and it may have been "
                + "sent since: a receipt decides, or a person who calls ResolveNotification."
        case .uncertain:
            "Nobody knows whether Meta took it\(cause): a receipt or other evidence decides."
        case .unresolved:
            "Nobody knows whether Meta took it\(cause): look at the customer's chat, then call "
                + "ResolveNotification."
        case .superseded: "A later state made it pointless before it was sent."
        case .expired: "Its time ran out before it could be sent\(cause)."
        case .cancelled: "It was withdrawn before it was sent\(note)."
        }
    }

    private var held: String {
        guard let reason = HoldReason(rawValue: notification.statusReason) else {
            return "It is held (\(notification.statusReason))."
        }
        return reason.sentence
    }

    private var waiting: String {
        if let stop {
            return "Meta takes nothing from the number for the moment (\(stop.cause.rawValue)"
                + "\(stop.code > 0 ? ", code \(stop.code)" : "")): it is tried again."
        }
        if let earlier = blocking {
            return "It waits until the notification of \(earlier.state.words) has ended, which is "
                + "\(earlier.status.rawValue)."
        }
        let minutes = notification.dueAt.since(view.now) / .seconds(60)
        if minutes > 0 {
            let moment = minutes < 1 ? "within a minute" : "in \(Int(minutes.rounded(.up))) min"
            return "It leaves \(moment)\(note)\(cause)."
        }
        return "It waits for its turn."
    }

    private var dead: String {
        if notification.statusReason == EndReason.notSent.name {
            return "A person found that it was not sent, when it was of no use any more."
        }
        return Reason(rawValue: notification.statusReason)?.obstacle
            ?? "Meta refused it for good\(cause)."
    }

    /// What keeps Meta from saying more; empty: nothing is known.
    private var problem: String {
        view.authenticators.lazy.map(\.problem).first { !$0.isEmpty }
            .map { " " + $0 } ?? ""
    }

    /// Why it waits or ended, where a word is stored for it.
    private var note: String {
        notification.statusReason.isEmpty ? "" : " (\(notification.statusReason))"
    }

    /// What Meta or the network said last.
    private var cause: String {
        let detail = entry.attempts.last?.detail ?? ""
        let code = notification.code > 0 ? "code \(notification.code)" : ""
        let words = [code, detail].filter { !$0.isEmpty }.joined(separator: ", ")
        return words.isEmpty ? "" : " (\(words))"
    }

    private var stop: SenderStop? {
        view.senders.lazy.flatMap(\.stops).first {
            $0.merchant == nil || $0.merchant == view.merchant.id
        }
    }

    private var blocking: Notification? {
        view.entries.map(\.notification).first {
            $0.id != notification.id && $0.createdAt <= notification.createdAt && $0.blocksLater
        }
    }
}

extension Reason {
    /// What kept a message from being made when its turn came; nil for what keeps none.
    fileprivate var obstacle: String? {
        switch self {
        case .noTemplate: "No template speaks for it any more: call RegisterTemplate."
        case .noAuthenticator: "The merchant's account is gone: call RegisterAuthenticator."
        case .variableMissing: "The template needs a value that the session does not have."
        case .textTooLong: "With the session's values the text is longer than Meta takes."
        case .optedOut: "The customer does not want to be written to."
        case .queued, .notEnabled, .stateNotSelected, .stateNotSupported, .operationState,
            .pluginPhaseUnavailable, .languageMissing, .templateUnverified, .templateUnapproved,
            .templatePaused, .duplicate, .stale, .illegalTransition, .alreadyExpired, .quietHours,
            .templateDrifted, .channelConflict, .paused, .senderUnhealthy, .dailyLimit,
            .authenticatorUnproven, .restored:
            nil
        }
    }
}

extension HoldReason {
    /// What is waited for, and who can do something about it.
    fileprivate var sentence: String {
        switch self {
        case .templateUnverified: "It waits until its template was compared with Meta's."
        case .templateUnapproved:
            "It waits for its template: Meta has not approved it, or has another definition of it. "
                + "See ListTemplates for what differs."
        case .templatePaused: "Meta paused its template: it goes when Meta lets that go."
        case .templateDrifted:
            "Meta's template is not the approved one any more: look at it, then register it again."
        case .paused: "A person paused the merchant, the number or the template: see ListPauses."
        case .authenticatorUnproven:
            "Meta refuses what the authenticator claims: ListAuthenticators shows its words; register "
                + "it again with what is right."
        case .illegalTransition:
            "The session was closed before: a person has to release or cancel it."
        case .restored:
            "It tells of what happened before the database was put back from a backup, and may have "
                + "been sent then: a person has to release or cancel it."
        }
    }
}
