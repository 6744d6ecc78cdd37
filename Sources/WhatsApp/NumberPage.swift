import FoundationEssentials
package import Notifications

/// A page of `GET /{WhatsApp Business account id}/phone_numbers`.
package struct NumberPage: Sendable {
    /// Meta's ids of the account's numbers.
    package let numbers: [PhoneNumberID]
    /// What `after` is to be for the next page; nil on the last page.
    package let next: String?

    /// Reads an answer's body.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let page = try? JSONDecoder().decode(Paged<NumberNode>.self, from: Data(body)) else {
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
        guard let page = try? JSONDecoder().decode(Paged<Anything>.self, from: Data(body)) else {
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

/// A list of Meta's; only `data` has to be there.
struct Paged<Element: Decodable>: Decodable {
    let elements: [Element?]
    /// Where the next page begins; nil on the last.
    let next: String?

    enum CodingKeys: CodingKey { case data, paging }
    enum PagingKeys: CodingKey { case cursors, next }
    enum CursorKeys: CodingKey { case after }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        elements = try fields.decode(LenientArray<Element>.self, forKey: .data).elements
        let paging = try? fields.nestedContainer(keyedBy: PagingKeys.self, forKey: .paging)
        let cursors = try? paging?.nestedContainer(keyedBy: CursorKeys.self, forKey: .cursors)
        let cursor = cursors?.lenient(String.self, .after)
        let hasNext = paging?.lenient(String.self, .next) != nil
        if hasNext && cursor == nil {
            throw DecodingError.dataCorruptedError(
                forKey: .paging, in: fields,
                debugDescription: "a cursor to the next page is expected")
        }
        next = hasNext ? cursor : nil
    }
}
