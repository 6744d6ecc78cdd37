/// A rule that a value broke, as a sentence that says what would be accepted.
package struct BrokenRule: Error, Hashable, Sendable {
    package var rule: String

    package init(_ rule: String) { self.rule = rule }
}

extension PhoneNumber {
    /// Checks an E.164 number, or completes a local one with the country; nothing is guessed.
    ///
    /// A local number has digits alone, no leading 0, and the length of the country's mobile numbers.
    package init(_ text: String, defaultCountry: String?) throws(BrokenRule) {
        let bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "+") {
            guard Self.isE164(bytes.dropFirst()) else {
                throw BrokenRule("must be + and 7 to 15 digits, the first not 0")
            }
            self.init(checkedE164: text)
            return
        }
        guard let country = defaultCountry.flatMap(Country.named) else {
            throw BrokenRule(
                "must be an E.164 number such as +96512345678: the merchant has no default country")
        }
        guard Self.isLocal(bytes, in: country) else {
            throw BrokenRule(
                "must be an E.164 number such as +96512345678, or a local number of "
                    + "\(country.code): \(country.mobileDigits) digits, the first not 0")
        }
        self.init(checkedE164: "+" + country.callingCode + text)
    }

    /// The number for people who need not know it, such as `+965••••1234`.
    package var masked: String {
        let digits = e164.dropFirst()
        let country = Country.all.first { digits.hasPrefix($0.callingCode) }
        let head = country?.callingCode.count ?? 2
        let tail = digits.count - head >= 8 ? 4 : 2
        return "+\(digits.prefix(head))••••\(digits.suffix(tail))"
    }

    private static func isE164(_ digits: ArraySlice<UInt8>) -> Bool {
        (7...15).contains(digits.count) && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy(\.isASCIIDigit)
    }

    private static func isLocal(_ digits: [UInt8], in country: Country) -> Bool {
        digits.count == country.mobileDigits && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy(\.isASCIIDigit)
    }
}

extension UInt8 {
    /// Whether it is one of `0` to `9`.
    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    /// Whether it is one of `a` to `z`.
    var isASCIILowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    /// Whether it is one of `A` to `Z`.
    var isASCIIUppercase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    /// Whether it is a visible character or a space.
    var isASCIIPrintable: Bool { (0x20...0x7E).contains(self) }
}
