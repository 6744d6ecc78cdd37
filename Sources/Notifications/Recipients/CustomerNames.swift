/// The names that Meta gives a customer, beside the number that was dialled.
///
/// Meta may know the number under another `wa_id`, and since 2026 a webhook may carry no number at all but
/// a business-scoped user id: source: the Cloud API's page on business-scoped user ids. Personal data.
package struct CustomerNames: Hashable, Sendable {
    /// Digits alone; nil: Meta did not say.
    package var waID: String?
    /// Such as `KW.13491208655302741918`; nil: Meta did not say.
    package var userID: String?

    package init(waID: String? = nil, userID: String? = nil) {
        self.waID = waID.flatMap { Self.isWaID($0) ? $0 : nil }
        self.userID = userID.flatMap { Self.isUserID($0) ? $0 : nil }
    }

    /// Meta said nothing.
    package static let none = CustomerNames()

    /// All of them, as they are kept.
    package var all: [String] { [waID, userID].compactMap(\.self) }

    /// The number that the `wa_id` spells, which may be another than was dialled; nil: it is none.
    package var phone: PhoneNumber? {
        waID.flatMap { try? PhoneNumber("+" + $0, defaultCountry: nil) }
    }

    /// Those that say more of the customer than the number itself.
    package func beside(_ phone: PhoneNumber) -> [String] {
        all.filter { $0 != phone.e164.dropFirst() }
    }

    /// Characters of a user id.
    private static let userIDLengths = 4...160

    private static func isWaID(_ text: String) -> Bool {
        (5...20).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }

    /// Two capital letters, a full stop, then letters, digits and full stops.
    private static func isUserID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard userIDLengths.contains(bytes.count), bytes[2] == UInt8(ascii: ".") else {
            return false
        }
        return bytes[..<2].allSatisfy(isCapital)
            && bytes[3...].allSatisfy {
                isDigit($0) || isCapital($0) || isSmall($0) || $0 == UInt8(ascii: ".")
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
    }

    private static func isCapital(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A") <= byte && byte <= UInt8(ascii: "Z")
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
    }
}

/// A customer as an inbound message names them.
package struct InboundCustomer: Hashable, Sendable {
    package var names: CustomerNames
    /// Our message that it answers; nil: none is named.
    package var answered: MessageID?

    package init(names: CustomerNames, answered: MessageID? = nil) {
        self.names = names
        self.answered = answered
    }

    /// Whether Meta named them at all.
    package var isNamed: Bool { names != .none || answered != nil }
}

/// News that a customer has another number, or another name at Meta.
package struct CustomerChange: Hashable, Sendable {
    /// The number that Meta told it to.
    package var phoneNumberID: PhoneNumberID
    package var before: InboundCustomer
    package var after: CustomerNames

    package init(
        phoneNumberID: PhoneNumberID, before: InboundCustomer, after: CustomerNames
    ) {
        self.phoneNumberID = phoneNumberID
        self.before = before
        self.after = after
    }
}
