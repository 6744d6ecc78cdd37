/// How one try ended.
package enum AttemptResult: String, CaseIterable, Hashable, Sendable {
    /// Under way, or its result was not stored yet.
    case armed
    /// Meta has the message.
    case accepted
    /// Meta said no.
    case refused
    /// Proved not to have left.
    case notSent
    /// Nobody knows.
    case uncertain
    /// Nobody knew, and a person says that it did not leave.
    case ruledOut
}

/// One try to hand a notification to Meta.
package struct Attempt: Hashable, Sendable {
    /// 1 for the first.
    package var number: Int
    package var token: AttemptToken
    package var armedAt: Timestamp
    package var endedAt: Timestamp?
    package var result: AttemptResult
    package var code: Int
    /// What Meta or the network said; never personal data.
    package var detail: String
    package var message: MessageID?
    /// Meta's name and language of the template.
    package var template: String
    /// The text as the customer reads it: personal data.
    package var renderedText: String
    /// In order of rank.
    package var receipts: [Receipt]

    package init(
        number: Int, token: AttemptToken, armedAt: Timestamp, endedAt: Timestamp?,
        result: AttemptResult, code: Int, detail: String, message: MessageID?, template: String,
        renderedText: String, receipts: [Receipt]
    ) {
        self.number = number
        self.token = token
        self.armedAt = armedAt
        self.endedAt = endedAt
        self.result = result
        self.code = code
        self.detail = detail
        self.message = message
        self.template = template
        self.renderedText = renderedText
        self.receipts = receipts
    }
}

extension Attempt {
    /// The attempt without what says who the customer is: Meta's id of a message spells their number.
    package var withoutCustomer: Attempt {
        var attempt = self
        attempt.message = nil
        attempt.detail = ""
        attempt.renderedText = ""
        return attempt
    }
}
