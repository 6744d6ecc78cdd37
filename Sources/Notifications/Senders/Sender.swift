/// A sender number as its owner at Meta stands, and what keeps it from sending.
package struct Sender: Hashable, Sendable {
    package var number: PhoneNumberID
    /// As Meta told last; nil: Meta has not been asked.
    package var details: SenderDetails?
    /// What stops it; at most one for all merchants and one for each merchant.
    package var stops: [SenderStop]
    /// Whether merchants of more than one app send from it.
    package var isShared: Bool

    package init(
        number: PhoneNumberID, details: SenderDetails?, stops: [SenderStop], isShared: Bool = false
    ) {
        self.number = number
        self.details = details
        self.stops = stops
        self.isShared = isShared
    }
}

/// What Meta says of a sender number.
package struct SenderDetails: Hashable, Sendable {
    /// Messages a second that Meta takes from it: 80, or 1,000 after an upgrade; 20 where it is also
    /// used by the WhatsApp Business app.
    package var throughput: Int
    /// Meta's word, such as `GREEN`; empty if Meta did not say.
    package var quality: String
    /// People that the portfolio may begin to write to in a moving day; nil: without limit or unknown.
    package var messagingLimit: Int?

    package init(throughput: Int, quality: String, messagingLimit: Int?) {
        self.throughput = throughput
        self.quality = quality
        self.messagingLimit = messagingLimit
    }

    /// Messages a second that a number's rate is believed to be.
    package static let throughputs = 1...100_000

    /// Meta's rate for a number that it has said nothing about.
    package static let usualThroughput = 80
}

/// Why nothing is sent from a number, or from it for one merchant.
package struct SenderStop: Hashable, Sendable {
    /// What brought it about.
    package enum Cause: String, CaseIterable, Hashable, Sendable {
        /// The access token is refused: the merchant's messages wait until Meta takes it again.
        case credentials = "CREDENTIALS"
        /// Meta restricted the account or the number: a person has to mend it.
        case restricted = "RESTRICTED"
        /// Meta restricted the number because of spam: a long pause.
        case spam = "SPAM"
        /// Most sends failed or had no answer: a short pause, then probes.
        case failing = "FAILING"
        /// The number is in maintenance for about a minute.
        case busy = "BUSY"
        /// The account or the app made too many calls.
        case accountRate = "ACCOUNT_RATE"
        /// Meta refuses one message after the other with the same code: a person has to see why.
        case refusing = "REFUSING"
    }

    /// Who saw the reason.
    package enum Source: String, CaseIterable, Hashable, Sendable {
        /// Delivery, in the answer to a send.
        case send
        /// Meta, by a webhook about the account.
        case news
        /// Meta, by a receipt of a message that it had accepted.
        case receipt
        /// The record of what was refused.
        case refusals
    }

    package var number: PhoneNumberID
    /// nil: all who share the number.
    package var merchant: MerchantID?
    package var cause: Cause
    /// Meta's code; 0 without one.
    package var code: Int
    package var since: Timestamp
    /// When it is tried again.
    package var until: Timestamp
    package var source: Source

    package init(
        number: PhoneNumberID, merchant: MerchantID?, cause: Cause, code: Int,
        since: Timestamp, until: Timestamp, source: Source = .send
    ) {
        self.number = number
        self.merchant = merchant
        self.cause = cause
        self.code = code
        self.since = since
        self.until = until
        self.source = source
    }
}

/// Tells how Meta has a sender number.
package protocol SenderDirectory: Sendable {
    /// What Meta says of the account's number; `refused` where the account may not even ask.
    func details(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> SenderDetails
}
