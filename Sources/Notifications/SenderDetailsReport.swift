/// What Meta said of a sender number; for the record.
package struct SenderDetailsReport: Hashable, Sendable {
    package var number: PhoneNumberID
    package var details: SenderDetails

    package init(number: PhoneNumberID, details: SenderDetails) {
        self.number = number
        self.details = details
    }
}
