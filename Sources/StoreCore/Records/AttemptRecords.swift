package import Notifications

/// The tries to hand notifications to Meta, with their receipts.
package protocol AttemptRecords: AnyObject {
    /// nil: unknown.
    func attempt(
        _ token: AttemptToken, of notification: StoredNotification, merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt?

    /// The last that was made for the notification; nil: none was.
    func newestAttempt(
        of notification: StoredNotification, merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt?

    /// Oldest first.
    func attempts(
        of notification: StoredNotification, merchant: MerchantKey
    ) throws(RecordsFault) -> [Attempt]

    /// The attempt of a receipt, of the app's merchants: by its token, else by Meta's id of the message.
    func attempt(
        of receipt: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> AttemptName?

    /// The attempt with Meta's id of its message, of the app's merchants.
    func attempt(
        of message: MessageID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> AttemptName?

    /// Those that were armed before the engine's present start and have no result.
    func interruptedAttempts() throws(RecordsFault) -> [AttemptName]

    /// Writes one that begins, in place of the one before if that is proved not to have left; gives it as
    /// it is stored.
    func begin(
        _ attempt: Attempt, from number: PhoneNumberID, of notification: StoredNotification,
        merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt

    /// Writes what can change after the arm, and the receipts that changed.
    func update(
        _ attempt: Attempt, over stored: StoredAttempt, of merchant: MerchantKey
    ) throws(RecordsFault)
}

/// An attempt, its number inside, and the number that its message leaves from.
package struct StoredAttempt: Sendable {
    package let row: Int64
    package let number: PhoneNumberID
    package var attempt: Attempt

    package init(row: Int64, number: PhoneNumberID, attempt: Attempt) {
        self.row = row
        self.number = number
        self.attempt = attempt
    }
}

/// The names of an attempt and of what it is for.
package struct AttemptName: Sendable {
    package let reference: NotificationReference
    package let token: AttemptToken

    package init(reference: NotificationReference, token: AttemptToken) {
        self.reference = reference
        self.token = token
    }
}
