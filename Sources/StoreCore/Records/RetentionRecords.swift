package import Notifications

/// What is past its days, across all merchants; rows are named by their numbers, which ascend in the
/// order of their making.
package protocol RetentionRecords: AnyObject {
    /// The number of the last row that the subject's sweep is done with; 0 at first.
    func position(of subject: RetentionSubject) throws(RecordsFault) -> Int64

    func put(_ position: Int64, of subject: RetentionSubject) throws(RecordsFault)

    /// The number of the last row that the subject's sweep goes through; 0: there is none.
    func lastRow(of subject: RetentionSubject) throws(RecordsFault) -> Int64

    // MARK: Texts

    /// The attempts behind the row, at most so many, in order.
    func attempts(after row: Int64, limit: Int) throws(RecordsFault) -> [AgedRow]

    /// Removes the texts of the attempts; gives how many had one.
    func removeTexts(of attempts: ClosedRange<Int64>) throws(RecordsFault) -> Int

    // MARK: Sessions

    /// The sessions behind the row, at most so many, in order.
    func sessions(after row: Int64, limit: Int) throws(RecordsFault) -> [AgedRow]

    /// Sessions that the sweep passed and that are to be looked at again by now, at most so many.
    func sessionsDue(
        for subject: RetentionSubject, at now: Timestamp, limit: Int
    ) throws(RecordsFault) -> [Int64]

    /// Notes that the sweep is to look at the session again at the moment.
    func put(
        _ moment: Timestamp, ofSession row: Int64, for subject: RetentionSubject
    ) throws(RecordsFault)

    /// Notes that the sweep is done with the session.
    func removeDue(ofSession row: Int64, for subject: RetentionSubject) throws(RecordsFault)

    /// nil: it is gone.
    func age(ofSession row: Int64) throws(RecordsFault) -> SessionAge?

    /// Removes what session, notifications and attempts say of the customer; false: they said nothing.
    func removeCustomer(ofSession row: Int64) throws(RecordsFault) -> Bool

    /// Removes the session with all that hangs on it, and adds its notifications to those that were
    /// removed; gives how many of them had each status.
    func removeSession(_ row: Int64) throws(RecordsFault) -> [NotificationStatus: Int]

    // MARK: Names

    /// The names behind this one, or from the first on, at most so many, in order.
    func names(after name: CustomerName?, limit: Int) throws(RecordsFault) -> [CustomerName]

    /// Writes the moment as the one when the name was told last.
    func put(_ moment: Timestamp, of name: CustomerName) throws(RecordsFault)

    func remove(_ name: CustomerName) throws(RecordsFault)
}

/// A row and the moment of its making.
package struct AgedRow: Hashable, Sendable {
    package let row: Int64
    package let madeAt: Timestamp

    package init(row: Int64, madeAt: Timestamp) {
        self.row = row
        self.madeAt = madeAt
    }
}

/// A name that Meta gave a customer of a merchant's, and when it did so last.
package struct CustomerName: Hashable, Sendable {
    package let merchant: Int64
    package let name: String
    package let phone: PhoneNumber
    /// To the week; nil: that was before it was noted.
    package let seenAt: Timestamp?

    package init(merchant: Int64, name: String, phone: PhoneNumber, seenAt: Timestamp?) {
        self.merchant = merchant
        self.name = name
        self.phone = phone
        self.seenAt = seenAt
    }
}
