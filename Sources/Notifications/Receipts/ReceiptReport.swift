/// A receipt of Meta's, as the webhook brought it.
package struct ReceiptReport: Hashable, Sendable {
    /// The number that the message left from: receipts belong to the number, not to the merchant.
    package var phoneNumberID: PhoneNumberID
    /// Echoed by Meta; names the attempt.
    package var token: AttemptToken?
    package var message: MessageID
    package var status: Receipt.Status
    package var occurredAt: Timestamp
    /// Meta's error code for `failed`; else 0.
    package var code: Int
    /// What the code means, for a person; empty without one.
    package var detail = ""
    /// What the code means for later sends, by the table that reads the codes of answers; nil: nothing,
    /// or it has no code.
    package var refusal: RefusalClass?
    /// The customer's names, as Meta told them with it.
    package var names = CustomerNames.none

    package init(
        phoneNumberID: PhoneNumberID, token: AttemptToken?, message: MessageID,
        status: Receipt.Status, occurredAt: Timestamp, code: Int
    ) {
        self.phoneNumberID = phoneNumberID
        self.token = token
        self.message = message
        self.status = status
        self.occurredAt = occurredAt
        self.code = code
    }
}
