import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: NotificationRecords {
    func notification(
        _ id: NotificationID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification? {
        try neutral(tables.notifications.find(id, of: merchant))
    }

    func notifications(
        inSessionOf stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> [StoredNotification] {
        try neutral(tables.notifications.all(of: stored.session, merchant: merchant))
    }

    func notifications(
        of session: StoredSession, merchant: MerchantKey
    ) throws(RecordsFault) -> [StoredNotification] {
        try neutral(tables.notifications.all(of: session.row, merchant: merchant))
    }

    func notifications(
        ofSession row: Int64, merchant: MerchantKey
    ) throws(RecordsFault) -> [StoredNotification] {
        try neutral(tables.notifications.all(of: row, merchant: merchant))
    }

    func load(
        _ arm: ArmNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> NotificationToArm? {
        try neutral(tables.load(arm, of: merchant))
    }

    func kept(
        of merchant: MerchantKey, from number: PhoneNumberID, _ template: String?, limit: Int
    ) throws(RecordsFault) -> [NotificationID] {
        try neutral(tables.notifications.kept(of: merchant, from: number, template, limit: limit))
    }

    func queue(_ key: QueueKey, of merchant: MerchantKey) throws(RecordsFault) -> QueueID {
        try neutral(tables.queue(key, of: merchant))
    }

    func insert(
        _ notification: Notification, in session: Int64, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(
            tables.notifications.insert(
                notification, revision: nextRevision(), in: session, queue, of: merchant))
    }

    func update(
        _ notification: Notification, over stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification {
        let revision = nextRevision()
        try neutral(
            tables.notifications.update(
                notification, row: stored.row, revision: revision, of: merchant))
        return StoredNotification(
            row: stored.row, session: stored.session, revision: revision, queue: stored.queue,
            plugin: stored.plugin, isReplay: stored.isReplay, channel: stored.channel,
            notification: notification)
    }

    func end(
        _ stored: StoredOutline, as reason: EndReason, at now: Timestamp, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(
            tables.notifications.end(
                row: stored.row, as: reason, at: now, revision: nextRevision(), of: merchant))
    }

    func postpone(
        _ stored: StoredNotification, until moment: Timestamp, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.notifications.postpone(row: stored.row, until: moment, of: merchant))
    }

    func takeOver(
        _ notification: Notification, over stored: StoredNotification, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(
            tables.notifications.takeOver(
                notification, row: stored.row, revision: nextRevision(), queue, of: merchant))
    }

    func move(
        _ stored: StoredNotification, to queue: QueueID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification {
        try neutral(tables.notifications.move(stored, to: queue, of: merchant))
    }

    func add(_ difference: Int, to status: NotificationStatus) throws(RecordsFault) {
        try neutral(tables.system.add(difference, to: status))
    }
}

extension SQLiteRecords: AttemptRecords {
    func attempt(
        _ token: AttemptToken, of notification: StoredNotification, merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt? {
        try neutral(tables.attempts.find(token, of: notification.row, merchant: merchant))
    }

    func newestAttempt(
        of notification: StoredNotification, merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt? {
        try neutral(tables.attempts.newest(of: notification.row, merchant: merchant))
    }

    func attempts(
        of notification: StoredNotification, merchant: MerchantKey
    ) throws(RecordsFault) -> [Attempt] {
        try neutral(tables.attempts.all(of: notification.row, merchant: merchant))
    }

    func attempt(
        of receipt: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> AttemptName? {
        try neutral(tables.system.attempt(of: receipt, proof, at: now))
    }

    func attempt(
        of message: MessageID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> AttemptName? {
        try neutral(tables.system.attempt(of: message, from: number, proof, at: now))
    }

    func interruptedAttempts() throws(RecordsFault) -> [AttemptName] {
        try neutral(tables.system.armed(before: boot))
    }

    func begin(
        _ attempt: Attempt, from number: PhoneNumberID, of notification: StoredNotification,
        merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt {
        let row = try neutral(
            tables.attempts.begin(
                attempt, from: number, boot: boot, of: notification.row, merchant: merchant))
        return StoredAttempt(row: row, number: number, attempt: attempt)
    }

    func update(
        _ attempt: Attempt, over stored: StoredAttempt, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.attempts.update(attempt, over: stored, of: merchant))
    }
}

extension SQLiteRecords: ReplayRecords {
    func isResent(
        _ notification: StoredNotification, by key: ResendKey, _ merchant: MerchantKey
    ) throws(RecordsFault) -> Bool {
        try neutral(tables.resends.contains(key, of: notification.row, merchant: merchant))
    }

    func putResend(
        of notification: StoredNotification, by key: ResendKey, _ actor: ActorName,
        _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        try neutral(
            tables.resends.insert(
                key, by: actor, of: notification.row, merchant: merchant, at: now))
    }

    func replay(_ id: ReplayID, of merchant: MerchantKey) throws(RecordsFault) -> StoredReplay? {
        try neutral(tables.replays.find(id, of: merchant))
    }

    func runningReplay(of merchant: MerchantKey) throws(RecordsFault) -> StoredReplay? {
        try neutral(tables.replays.running(of: merchant))
    }

    func count(
        _ filter: ReplayFilter, of merchant: MerchantKey
    ) throws(RecordsFault) -> Int {
        try neutral(tables.replays.count(filter, of: merchant))
    }

    func matching(
        _ replay: StoredReplay, limit: Int, of merchant: MerchantKey
    ) throws(RecordsFault) -> [(revision: Int64, id: NotificationID)] {
        try neutral(
            tables.replays.matching(
                replay.replay.filter, within: replay.span, limit: limit, of: merchant))
    }

    func insert(_ replay: Replay, of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.replays.insert(replay, last: nextRevision(), of: merchant))
    }

    func update(
        _ replay: Replay, cursor: Int64, over stored: StoredReplay, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.replays.update(replay, cursor: cursor, row: stored.row, of: merchant))
    }
}
