package import Notifications

/// The intents to tell customers, and the queues that they stand in.
package protocol NotificationRecords: AnyObject {
    /// nil: unknown.
    func notification(
        _ id: NotificationID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification?

    /// All of the stored one's session, itself among them, oldest first.
    func notifications(
        inSessionOf stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> [StoredNotification]

    /// All of the session, oldest first.
    func notifications(
        of session: StoredSession, merchant: MerchantKey
    ) throws(RecordsFault) -> [StoredNotification]

    /// All of the session with the number inside, oldest first.
    func notifications(
        ofSession row: Int64, merchant: MerchantKey
    ) throws(RecordsFault) -> [StoredNotification]

    /// What an arm looks at beside its tenant; nil: its notification is unknown.
    func load(
        _ arm: ArmNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> NotificationToArm?

    /// Those that Meta refused from the number and that are kept, of one template or, with nil, of all;
    /// at most `limit`.
    func kept(
        of merchant: MerchantKey, from number: PhoneNumberID, _ template: String?, limit: Int
    ) throws(RecordsFault) -> [NotificationID]

    /// The queue with the key, made if there is none.
    func queue(_ key: QueueKey, of merchant: MerchantKey) throws(RecordsFault) -> QueueID

    func insert(
        _ notification: Notification, in session: Int64, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(RecordsFault)

    /// Writes what can change after the decision; gives it as it is stored now.
    func update(
        _ notification: Notification, over stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification

    /// Writes the end of one of which nothing has left.
    func end(
        _ stored: StoredOutline, as reason: EndReason, at now: Timestamp, of merchant: MerchantKey
    ) throws(RecordsFault)

    /// Writes when it is looked at again; to the outside it has not changed.
    func postpone(
        _ stored: StoredNotification, until moment: Timestamp, of merchant: MerchantKey
    ) throws(RecordsFault)

    /// Writes all that a person decides afresh who sends it in place of another channel.
    func takeOver(
        _ notification: Notification, over stored: StoredNotification, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(RecordsFault)

    /// Moves it to the queue of replays that its own is beside.
    func move(
        _ stored: StoredNotification, to queue: QueueID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification

    /// Adds to how many have the status.
    func add(_ difference: Int, to status: NotificationStatus) throws(RecordsFault)
}

/// A notification with what the outside does not see of it.
package struct StoredNotification: Sendable {
    package let row: Int64
    package let session: Int64
    /// The number of its last change; ascending over all notifications.
    package let revision: Int64
    package let queue: QueueID
    package let plugin: Plugin
    /// Whether its queue is one of replays.
    package let isReplay: Bool
    /// Who writes to the session's customer.
    package let channel: Channel
    package let notification: Notification

    package init(
        row: Int64, session: Int64, revision: Int64, queue: QueueID, plugin: Plugin,
        isReplay: Bool, channel: Channel, notification: Notification
    ) {
        self.row = row
        self.session = session
        self.revision = revision
        self.queue = queue
        self.plugin = plugin
        self.isReplay = isReplay
        self.channel = channel
        self.notification = notification
    }

    /// Its outline with its number inside.
    package var outline: StoredOutline {
        StoredOutline(row: row, outline: notification.outline)
    }

    /// The key of its queue.
    package func key(of merchant: MerchantKey) -> QueueKey {
        QueueKey(
            merchant: merchant.id, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: isReplay)
    }
}

/// What decisions about its session look at of a notification, and its number inside.
package struct StoredOutline: Sendable {
    package let row: Int64
    package let outline: NotificationOutline

    package init(row: Int64, outline: NotificationOutline) {
        self.row = row
        self.outline = outline
    }
}

/// A notification as its arm looks at it.
package struct NotificationToArm: Sendable {
    package let stored: StoredNotification
    /// The session's that were made before it.
    package let earlier: [Notification]
    /// What its recipient wants.
    package let consent: Consent

    package init(stored: StoredNotification, earlier: [Notification], consent: Consent) {
        self.stored = stored
        self.earlier = earlier
        self.consent = consent
    }
}
