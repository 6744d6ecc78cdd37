/// The order of news about one thing, which Meta repeats for days and does not deliver in order.
package enum NewsOrder {
    /// How old news may be and still change anything: Meta gives up a webhook after that time.
    package static let ageMax = Duration.seconds(7 * 86_400)

    /// When it happened, as it is believed: never later than now, now where Meta did not say.
    package static func moment(_ occurredAt: Timestamp?, at now: Timestamp) -> Timestamp {
        min(occurredAt ?? now, now)
    }

    /// Whether news of the moment changes nothing: newer news of the same thing is known, or it is too
    /// old.
    package static func isStale(
        _ moment: Timestamp, newest: Timestamp?, at now: Timestamp
    ) -> Bool {
        if now.since(moment) > ageMax { return true }
        guard let newest else { return false }
        return moment < newest
    }
}

/// What a piece of news is about: news of one subject and field follow each other.
package struct NewsSubject: Hashable, Sendable {
    package let account: String
    package let field: String
    /// A template; empty for the account itself.
    package let name: String

    /// What the news of a template is about.
    package init(_ event: TemplateEvent) {
        account = event.accountID
        field = event.field
        name = event.place.label
    }

    /// What the news of an account is about.
    package init(_ event: AccountEvent) {
        account = event.accountID
        field = event.field
        name = ""
    }
}
