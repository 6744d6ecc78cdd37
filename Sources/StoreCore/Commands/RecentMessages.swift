import Notifications

/// Messages that were armed lately, as they are stored: their results and receipts come soon, and look at
/// the same records again.
///
/// Whoever writes one of them in another way has it forgotten. Belongs to the thread that writes.
final class RecentMessages {
    /// A message's notification, and the attempt to send it.
    struct Message {
        let merchant: MerchantID
        var notification: StoredNotification
        var attempt: StoredAttempt
    }

    /// Messages that were kept one after the other, and their tokens.
    private struct Generation {
        var messages: [NotificationID: Message] = [:]
        var tokens: [AttemptToken: NotificationID] = [:]

        mutating func remove(_ id: NotificationID) {
            guard let message = messages.removeValue(forKey: id) else { return }
            tokens[message.attempt.attempt.token] = nil
        }
    }

    /// Messages in a generation; two of them are remembered.
    private let generationMax: Int
    private var newest = Generation()
    private var older = Generation()

    init(generationMax: Int = 4_096) { self.generationMax = generationMax }

    /// The message of the notification; nil: not remembered.
    func find(_ reference: NotificationReference) -> Message? {
        let id = reference.notification
        let message = newest.messages[id] ?? older.messages[id]
        return message?.merchant == reference.merchant ? message : nil
    }

    /// The message of the attempt; nil: not remembered.
    func find(_ token: AttemptToken) -> Message? {
        if let id = newest.tokens[token] { return newest.messages[id] }
        return older.tokens[token].flatMap { older.messages[$0] }
    }

    /// Remembers the message as it is stored now.
    func keep(_ message: Message) {
        let id = message.notification.notification.id
        forget(id)
        if newest.messages.count >= generationMax {
            older = newest
            newest = Generation()
        }
        newest.messages[id] = message
        newest.tokens[message.attempt.attempt.token] = id
    }

    /// The notification was written; its attempt was not.
    func replace(with notification: StoredNotification) {
        let id = notification.notification.id
        newest.messages[id]?.notification = notification
        older.messages[id]?.notification = notification
    }

    /// The notification is written in another way.
    func forget(_ id: NotificationID) {
        newest.remove(id)
        older.remove(id)
    }

    /// What the condition holds of is written in another way.
    func forget(where isWritten: (Message) -> Bool) {
        for (id, message) in newest.messages where isWritten(message) { newest.remove(id) }
        for (id, message) in older.messages where isWritten(message) { older.remove(id) }
    }

    /// To be called when writes were taken back, and when a session changes under its notifications.
    func forgetAll() {
        newest = Generation()
        older = Generation()
    }
}
