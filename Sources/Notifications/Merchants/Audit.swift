/// A person who pulls a lever, by their own word: 1 to 128 printable characters.
package struct ActorName: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Stands for a caller that did not say who asks.
    package static let unknown = ActorName(rawValue: "unknown")

    /// Stands for Meta, whose word changed something without anybody here asking for it.
    package static let meta = ActorName(rawValue: "meta")
}

/// What a person did, or Meta.
package enum AuditAction: String, CaseIterable, Hashable, Sendable {
    case release = "RELEASE"
    case releaseRestored = "RELEASE_RESTORED"
    case cancel = "CANCEL"
    case resolve = "RESOLVE"
    case pause = "PAUSE"
    case resume = "RESUME"
    case setChannel = "SET_CHANNEL"
    case send = "SEND"
    case optOut = "OPT_OUT"
    case optIn = "OPT_IN"
    case erase = "ERASE"
    case resend = "RESEND"
    case replay = "REPLAY"
    case cancelReplay = "CANCEL_REPLAY"
    case syncTemplates = "SYNC_TEMPLATES"
    case subscribe = "SUBSCRIBE"
    /// Meta's alone: a template of ours came to another status.
    case templateChanged = "TEMPLATE_CHANGED"
}

/// One thing that a person or Meta did, kept for those who ask later.
package struct AuditEntry: Hashable, Sendable {
    package var at: Timestamp
    package var actor: ActorName
    package var action: AuditAction
    /// The object of the act, such as a notification's id.
    package var subject: String
    /// With what: a reason, or a filter; never personal data.
    package var detail: String
    /// How many rows it changed or concerned.
    package var rows: Int

    package init(
        at: Timestamp, actor: ActorName, action: AuditAction, subject: String, detail: String,
        rows: Int
    ) {
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
        self.rows = rows
    }
}

/// A page of what people did.
package struct AuditPage: Hashable, Sendable {
    package var entries: [AuditEntry]
    /// Where the next page begins; nil on the last.
    package var next: Int64?

    package init(entries: [AuditEntry], next: Int64?) {
        self.entries = entries
        self.next = next
    }
}
