/// A sender number of a merchant's, as it is shown to the merchant.
package struct SenderStatus: Hashable, Sendable {
    package var number: PhoneNumberID
    /// Meta's id of the WhatsApp Business account.
    package var accountID: String
    /// What the daily limit is counted for.
    package var portfolio: String
    /// As Meta told last; nil: Meta has not been asked.
    package var details: SenderDetails?
    /// People that the portfolio may begin to write to in a moving day; nil: without limit or unknown.
    package var messagingLimit: Int?
    /// People that the portfolio wrote to in the last day; counted under a limit only.
    package var peopleReached: Int
    /// What keeps it from sending for this merchant.
    package var stops: [SenderStop]
    /// What a person has to see to about the authenticator; empty: nothing.
    package var problem = ""
    /// Whose token Meta was asked with; nil: another merchant's, or Meta has not been asked.
    package var askedWith: AuthenticatorID?

    package init(
        number: PhoneNumberID, accountID: String, portfolio: String, details: SenderDetails?,
        messagingLimit: Int?, peopleReached: Int, stops: [SenderStop]
    ) {
        self.number = number
        self.accountID = accountID
        self.portfolio = portfolio
        self.details = details
        self.messagingLimit = messagingLimit
        self.peopleReached = peopleReached
        self.stops = stops
    }
}

extension SenderStop {
    /// What it means and what mends it, in a sentence for a person.
    package var advice: String {
        switch cause {
        case .credentials:
            "Meta refuses the access token: register the authenticator again with a valid one."
        case .restricted:
            "Meta restricts the account or the number: the business's support page at Meta says why "
                + "and what lifts it."
        case .spam:
            "Meta restricts the number for what its recipients reported: it is tried again by itself, "
                + "and a person should see what was sent and to whom."
        case .failing:
            "Most sends failed or had no answer: it is tried again by itself; if it lasts, look at the "
                + "way to Meta and at Meta's own status."
        case .busy: "The number is in maintenance at Meta: it goes on by itself."
        case .refusing:
            "Meta refused one message after the other with the same code: what the code means has to "
                + "be mended; one message is tried from time to time, and the others wait."
        case .accountRate:
            "The account or the app made too many calls: it goes on by itself once Meta takes them "
                + "again."
        }
    }
}
