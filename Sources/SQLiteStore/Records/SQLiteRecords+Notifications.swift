internal import Notifications
internal import SQLite
internal import StoreCore

extension SQLiteRecords: NotificationRecords {
    func notification(
        _ id: NotificationID, of merchant: MerchantKey
    ) throws(SQLiteError) -> StoredNotification? {
        try tables.notifications.find(id, of: merchant)
    }

    func notifications(
        inSessionOf stored: StoredNotification, of merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredNotification] {
        try tables.notifications.all(of: stored.session, merchant: merchant)
    }

    func notifications(
        of session: StoredSession, merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredNotification] {
        try tables.notifications.all(of: session.row, merchant: merchant)
    }

    func load(
        _ arm: ArmNotification, of merchant: MerchantKey
    ) throws(SQLiteError) -> NotificationToArm? {
        let stored = try tables.notifications.find(arm.reference.notification, of: merchant)
        guard let stored else { return nil }
        let session = try tables.notifications.all(of: stored.session, merchant: merchant)
        return NotificationToArm(
            stored: stored,
            earlier: session.filter { $0.row < stored.row }.map(\.notification),
            consent: Consent(
                try tables.optOuts.all(of: stored.notification.phone, merchant: merchant)))
    }

    func kept(
        of merchant: MerchantKey, from number: PhoneNumberID, _ template: String?, limit: Int
    ) throws(SQLiteError) -> [NotificationID] {
        try tables.notifications.kept(of: merchant, from: number, template, limit: limit)
    }

    func queue(_ key: QueueKey, of merchant: MerchantKey) throws(SQLiteError) -> QueueID {
        if let found = try tables.queues.find(key, of: merchant) { return found }
        return try tables.queues.insert(key, of: merchant)
    }

    func insert(
        _ notification: Notification, in session: Int64, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.notifications.insert(
            notification, revision: nextRevision(), in: session, queue, of: merchant)
    }

    func update(
        _ notification: Notification, over stored: StoredNotification, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.notifications.update(
            notification, row: stored.row, revision: nextRevision(), of: merchant)
    }

    func end(
        _ stored: StoredOutline, as reason: EndReason, at now: Timestamp, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.notifications.end(
            row: stored.row, as: reason, at: now, revision: nextRevision(), of: merchant)
    }

    func postpone(
        _ stored: StoredNotification, until moment: Timestamp, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.notifications.postpone(row: stored.row, until: moment, of: merchant)
    }

    func takeOver(
        _ notification: Notification, over stored: StoredNotification, _ queue: QueueID,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.notifications.takeOver(
            notification, row: stored.row, revision: nextRevision(), queue, of: merchant)
    }

    func move(
        _ stored: StoredNotification, to queue: QueueID, of merchant: MerchantKey
    ) throws(SQLiteError) -> StoredNotification {
        try tables.notifications.move(stored, to: queue, of: merchant)
    }

    func add(_ difference: Int, to status: NotificationStatus) throws(SQLiteError) {
        try tables.system.add(difference, to: status)
    }
}

extension SQLiteRecords: AttemptRecords {
    func attempt(
        _ token: AttemptToken, of notification: StoredNotification, merchant: MerchantKey
    ) throws(SQLiteError) -> StoredAttempt? {
        try tables.attempts.find(token, of: notification.row, merchant: merchant)
    }

    func newestAttempt(
        of notification: StoredNotification, merchant: MerchantKey
    ) throws(SQLiteError) -> StoredAttempt? {
        try tables.attempts.newest(of: notification.row, merchant: merchant)
    }

    func attempts(
        of notification: StoredNotification, merchant: MerchantKey
    ) throws(SQLiteError) -> [Attempt] {
        try tables.attempts.all(of: notification.row, merchant: merchant)
    }

    func attempt(
        of receipt: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> AttemptName? {
        try tables.system.attempt(of: receipt, proof, at: now)
    }

    func attempt(
        of message: MessageID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> AttemptName? {
        try tables.system.attempt(of: message, from: number, proof, at: now)
    }

    func interruptedAttempts() throws(SQLiteError) -> [AttemptName] {
        try tables.system.armed(before: boot)
    }

    func begin(
        _ attempt: Attempt, from number: PhoneNumberID, of notification: StoredNotification,
        merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.attempts.begin(
            attempt, from: number, boot: boot, of: notification.row, merchant: merchant)
    }

    func update(
        _ attempt: Attempt, over stored: StoredAttempt, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.attempts.update(attempt, over: stored, of: merchant)
    }
}

extension SQLiteRecords: ReplayRecords {
    func isResent(
        _ notification: StoredNotification, by key: ResendKey, _ merchant: MerchantKey
    ) throws(SQLiteError) -> Bool {
        try tables.resends.contains(key, of: notification.row, merchant: merchant)
    }

    func putResend(
        of notification: StoredNotification, by key: ResendKey, _ actor: ActorName,
        _ merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try tables.resends.insert(
            key, by: actor, of: notification.row, merchant: merchant, at: now)
    }

    func replay(_ id: ReplayID, of merchant: MerchantKey) throws(SQLiteError) -> StoredReplay? {
        try tables.replays.find(id, of: merchant)
    }

    func runningReplay(of merchant: MerchantKey) throws(SQLiteError) -> StoredReplay? {
        try tables.replays.running(of: merchant)
    }

    func count(
        _ filter: ReplayFilter, of merchant: MerchantKey
    ) throws(SQLiteError) -> (matched: Int, last: Int64) {
        try tables.replays.count(filter, of: merchant)
    }

    func matching(
        _ replay: StoredReplay, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [(row: Int64, id: NotificationID)] {
        try tables.replays.matching(
            replay.replay.filter, within: replay.span, limit: limit, of: merchant)
    }

    func insert(_ replay: Replay, last: Int64, of merchant: MerchantKey) throws(SQLiteError) {
        try tables.replays.insert(
            replay, last: last, lastRevision: nextRevision(), of: merchant)
    }

    func update(
        _ replay: Replay, cursor: Int64, over stored: StoredReplay, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.replays.update(replay, cursor: cursor, row: stored.row, of: merchant)
    }
}
