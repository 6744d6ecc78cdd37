package import Notifications

/// What customers want, and how Meta names them.
package protocol CustomerRecords: AnyObject {
    /// All that was said for the phone, one word a category.
    func optOuts(
        of phone: PhoneNumber, merchant: MerchantKey
    ) throws(RecordsFault) -> [OptOut]

    /// Writes the word over the one that was said of its category before.
    func put(_ word: OptOut, of phone: PhoneNumber, merchant: MerchantKey) throws(RecordsFault)

    /// The numbers that were dialled for the name; several where the same customer can be dialled in
    /// more than one way.
    func phones(named name: String, _ merchant: MerchantKey) throws(RecordsFault) -> [PhoneNumber]

    /// Writes that Meta gave the name at the moment.
    func put(
        name: String, of phone: PhoneNumber, _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault)
}
