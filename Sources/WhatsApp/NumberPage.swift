package import Notifications

/// A page of `GET /{WhatsApp Business account id}/phone_numbers`.
package struct NumberPage: Sendable {
    /// Meta's ids of the account's numbers.
    package let numbers: [PhoneNumberID]
    /// The value of `after` for the next page; nil on the last page.
    package let next: String?

    /// Reads an answer's body.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let page = MetaJSON.decode(Paged<NumberNode>.self, from: body) else {
            throw MalformedAnswer(expected: "a page of phone numbers")
        }
        numbers = page.elements.compactMap { $0?.id }
        next = page.next
    }
}

/// The answer to `GET /{WhatsApp Business account id}/subscribed_apps`, which has the apps of the token's
/// business that the account's webhooks are posted to.
package struct SubscribedApps: Sendable {
    /// Whether there is one.
    package let hasAny: Bool

    /// Reads an answer's body.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let page = MetaJSON.decode(Paged<Anything>.self, from: body) else {
            throw MalformedAnswer(expected: "a list of subscribed apps")
        }
        hasAny = !page.elements.isEmpty
    }
}

private struct NumberNode: Decodable {
    let id: PhoneNumberID

    enum CodingKeys: CodingKey { case id }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = PhoneNumberID(rawValue: try fields.decode(String.self, forKey: .id))
    }
}
