package import Notifications

/// Customers who are to be erased, and what is kept of those who were: a code that tells a number again
/// and that nobody can make a number of.
package protocol ErasureRecords: AnyObject {
    /// nil: unknown.
    func erasure(
        _ id: ErasureID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredErasure?

    /// All that go on, of all merchants.
    func runningErasures() throws(RecordsFault) -> [StoredErasure]

    /// Writes an erasure that begins, of all that there is by now, and has its code outlive the store:
    /// whoever puts an older copy in its place has it erased there.
    func insert(
        _ erasure: Erasure, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(RecordsFault)

    /// Writes what can change after its beginning; one that has ended loses its number.
    func update(
        _ erasure: Erasure, _ step: ErasureStep, over stored: StoredErasure
    ) throws(RecordsFault)

    /// What names the customer among the next sessions or notifications, at most so many.
    func look(
        for phone: PhoneNumber, _ merchant: MerchantKey, from step: ErasureStep, limit: Int
    ) throws(RecordsFault) -> ErasureLook

    /// Removes the number from the next of the names that Meta gave the merchant's customers, at most so
    /// many; gives the last one, nil if there are no more.
    func removeNames(
        of phone: PhoneNumber, _ merchant: MerchantKey, after name: String, limit: Int
    ) throws(RecordsFault) -> String?

    /// Removes the name that spells the number.
    func removeName(spelling phone: PhoneNumber, _ merchant: MerchantKey) throws(RecordsFault)

    /// Removes what the session, its notifications for the number and their attempts say of the customer;
    /// gives how many notifications that were.
    func erase(
        _ phone: PhoneNumber, fromSession row: Int64, of merchant: MerchantKey
    ) throws(RecordsFault) -> Int

    /// Removes the number from those whom the portfolio wrote to.
    func removePerson(_ phone: PhoneNumber, of portfolio: String) throws(RecordsFault)

    /// Removes the number from those who said what they want, keeping their words by its code.
    func hideWishes(of phone: PhoneNumber, _ merchant: MerchantKey) throws(RecordsFault)

    /// Brings the words back of one who was erased and whose number the merchant gives anew.
    func showWishes(of phone: PhoneNumber, _ merchant: MerchantKey) throws(RecordsFault)
}

/// An erasure, its number inside, and where it stands.
package struct StoredErasure: Sendable {
    package let row: Int64
    package let merchant: MerchantKey
    /// nil: it has ended.
    package let phone: PhoneNumber?
    package let step: ErasureStep
    package let erasure: Erasure

    package init(
        row: Int64, merchant: MerchantKey, phone: PhoneNumber?, step: ErasureStep, erasure: Erasure
    ) {
        self.row = row
        self.merchant = merchant
        self.phone = phone
        self.step = step
        self.erasure = erasure
    }
}

/// Where an erasure stands: the rows up to this one were looked at.
package enum ErasureStep: Hashable, Sendable {
    case sessions(after: Int64)
    case notifications(after: Int64)
    /// The names that Meta gave the merchant's customers.
    case names(after: String)
    /// All was looked at.
    case end

    package static let first = ErasureStep.sessions(after: 0)
}

/// What a look found.
package struct ErasureLook: Sendable {
    /// Sessions that name the customer, themselves or in a notification.
    package let sessions: [Int64]
    package let next: ErasureStep

    package init(sessions: [Int64], next: ErasureStep) {
        self.sessions = sessions
        self.next = next
    }
}
