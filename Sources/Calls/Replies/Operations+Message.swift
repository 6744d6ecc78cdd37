import Messages
import Notifications

extension Messages.Pause {
    /// Something that a person stopped.
    init(_ pause: Notifications.Pause) {
        self.init(
            reason: pause.reason, actor: pause.actor.rawValue,
            merchantID: pause.merchant.rawValue, sinceMilliseconds: pause.since.milliseconds)
        switch pause.scope {
        case .merchant: scope = .merchant
        case .number(let number):
            scope = .number
            phoneNumberID = number.rawValue
        case .template(let name, let language):
            scope = .template
            templateName = name
            templateLanguage = language
        }
    }
}

extension Messages.AuditEntry {
    /// One thing that a person did.
    init(_ entry: Notifications.AuditEntry) {
        self.init(
            atMilliseconds: entry.at.milliseconds, actor: entry.actor.rawValue,
            action: entry.action.rawValue, subject: entry.subject, detail: entry.detail,
            rows: UInt32(clamping: entry.rows))
    }
}
