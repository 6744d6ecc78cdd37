/// What Meta said of a sender number; for the record.
package struct SenderDetailsReport: Hashable, Sendable {
    package var number: PhoneNumberID
    package var details: SenderDetails
    /// The authenticator whose token Meta was asked with.
    package var authenticator: AuthenticatorID

    package init(
        number: PhoneNumberID, details: SenderDetails, authenticator: AuthenticatorID
    ) {
        self.number = number
        self.details = details
        self.authenticator = authenticator
    }
}

/// A number to ask Meta about, and whose token to ask with.
package struct SenderQuestion: Hashable, Sendable {
    package var authenticator: AuthenticatorID
    package var account: SenderAccount

    package init(authenticator: AuthenticatorID, account: SenderAccount) {
        self.authenticator = authenticator
        self.account = account
    }
}
