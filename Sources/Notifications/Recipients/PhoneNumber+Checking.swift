/// A rule that a value broke, as a sentence that says what would be accepted.
package struct BrokenRule: Error, Hashable, Sendable {
    package var rule: String

    package init(_ rule: String) { self.rule = rule }
}

extension PhoneNumber {
    /// Checks the form of an E.164 number, or completes a local one with the country; nothing is guessed.
    ///
    /// A local number has digits alone, no leading 0, and the length of the country's mobile numbers; it
    /// must not read as a number of the country without its plus. Whether a country has such a number is
    /// not asked: see ``numberingProblem``.
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
                "must be an E.164 number such as +96551234567: the merchant has no default country")
        }
        guard Self.isLocal(bytes, in: country) else {
            throw BrokenRule(
                "must be an E.164 number such as +96551234567, or a local number of "
                    + "\(country.code): \(country.mobileLengths.words) digits, the first not 0")
        }
        guard Self.isNotInternational(text, in: country) else {
            throw BrokenRule(
                "must be an E.164 number with its +: without it, the number could be a local one of "
                    + "\(country.code) or have its calling code already")
        }
        self.init(checkedE164: "+" + country.callingCode + text)
    }

    /// The rule that the number breaks because its country has no such number; nil: none.
    ///
    /// Numbers that Meta tells of are not asked: Meta knows better than a table.
    var numberingProblem: BrokenRule? { NumberingPlan.problem(in: self) }

    /// The number for people who need not know it, such as `+965••••1234`; empty once it is forgotten.
    package var masked: String {
        if isForgotten { return "" }
        let digits = e164.dropFirst()
        let head = NumberingPlan.of(self)?.callingCode.count ?? 2
        let tail = digits.count - head >= 8 ? 4 : 2
        return "+\(digits.prefix(head))••••\(digits.suffix(tail))"
    }

    private static func isE164(_ digits: ArraySlice<UInt8>) -> Bool {
        (7...15).contains(digits.count) && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy(\.isASCIIDigit)
    }

    private static func isLocal(_ digits: [UInt8], in country: Country) -> Bool {
        country.mobileLengths.contains(digits.count) && digits.first != UInt8(ascii: "0")
            && isE164((Array(country.callingCode.utf8) + digits)[...])
    }

    private static func isNotInternational(_ digits: String, in country: Country) -> Bool {
        guard digits.hasPrefix(country.callingCode),
            let plan = NumberingPlan.of(PhoneNumber(checkedE164: "+" + digits))
        else { return true }
        return !plan.has(digits.utf8.dropFirst(country.callingCode.utf8.count))
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
