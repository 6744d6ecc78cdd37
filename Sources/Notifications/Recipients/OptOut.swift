/// Which messages a recipient does not want.
package enum OptOutCategory: String, CaseIterable, Hashable, Sendable {
    /// Every message of the merchant's.
    case all
    /// Messages from templates of the category marketing.
    case marketing
}

/// Who told of a recipient's wish.
package enum OptOutSource: String, CaseIterable, Hashable, Sendable {
    /// A service of the merchant's.
    case caller
    /// A person who looks after the merchant.
    case person
    /// The recipient, in an answer to a message.
    case reply
    /// Meta: by webhook, or by refusing a message.
    case meta
}

/// The last word on what a recipient wants of one category.
package struct OptOut: Hashable, Sendable {
    package var category: OptOutCategory
    /// Whether the messages are not wanted; false: they are wanted again.
    package var isOptedOut: Bool
    package var source: OptOutSource
    /// When the word was said: by Meta's clock where it came from there.
    package var changedAt: Timestamp

    package init(
        category: OptOutCategory, isOptedOut: Bool, source: OptOutSource, changedAt: Timestamp
    ) {
        self.category = category
        self.isOptedOut = isOptedOut
        self.source = source
        self.changedAt = changedAt
    }

    /// This word or the news, whichever was said later, so that the order of their coming does not
    /// matter; of two said at one moment, the one that stops messages.
    package func followed(by news: OptOut) -> OptOut {
        if news.changedAt == changedAt { return isOptedOut ? self : news }
        return news.changedAt > changedAt ? news : self
    }
}

/// A merchant's recipient, with all that was ever said for it.
package struct Recipient: Hashable, Sendable {
    package var phone: PhoneNumber
    /// One for each category that something was said of; none: all messages are wanted.
    package var optOuts: [OptOut]

    package init(phone: PhoneNumber, optOuts: [OptOut]) {
        self.phone = phone
        self.optOuts = optOuts
    }
}

/// What a recipient does not want of a merchant.
package struct Consent: Hashable, Sendable {
    /// What is not wanted; empty: everything is.
    package var refused: Set<OptOutCategory>

    /// Takes all that was said for one recipient.
    package init(_ optOuts: [OptOut]) {
        refused = Set(optOuts.filter(\.isOptedOut).map(\.category))
    }

    /// The recipient never said a word: all messages are wanted.
    package static let given = Consent([])

    /// The opt-out that stops a message from a template of the category; nil: it may be sent.
    func refusal(of category: TemplateCategory?) -> OptOutCategory? {
        if refused.contains(.all) { return .all }
        return category == .marketing && refused.contains(.marketing) ? .marketing : nil
    }
}
