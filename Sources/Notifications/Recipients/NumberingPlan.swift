/// The numbers that the countries of one calling code have: how they begin, and how long they are.
///
/// The table takes every number that libphonenumber knows for any use, and refuses no other: a number
/// that it takes need not be in use. It is as old as ``NumberingTable/version`` says. Countries open
/// ranges seldom, and longer ones more seldom: whoever meets a number that exists and is refused writes the
/// table anew with a later version. A calling code that the table does not know is not judged, beyond
/// what E.164 asks.
struct NumberingPlan: Hashable, Sendable {
    /// Without the plus.
    let callingCode: String
    /// ISO 3166-1 alpha-2 codes, the main one first; empty for numbers of no country.
    let regions: [String]
    private let forms: [Form]

    /// Numbers that begin alike.
    fileprivate struct Form: Hashable, Sendable {
        /// For each of the first digits the ones that it may be, as bits.
        let digits: [UInt16]
        /// Without the calling code.
        let lengths: DigitCounts

        /// Whether the digits begin as these numbers do, as far as they go.
        func covers(_ number: some Collection<UInt8>) -> Bool {
            zip(number, digits).allSatisfy { $1 & Self.bit(of: $0) != 0 }
        }
    }

    /// The plan of a number's calling code; nil: unknown here.
    static func of(_ phone: PhoneNumber) -> NumberingPlan? {
        var code = 0
        for digit in phone.e164.utf8.dropFirst().prefix(3) {
            code = code * 10 + Int(digit - UInt8(ascii: "0"))
            if let plan = all[code] { return plan }
        }
        return nil
    }

    /// The rule that a number breaks; nil: none of the plan.
    static func problem(in phone: PhoneNumber) -> BrokenRule? {
        guard let plan = of(phone) else { return nil }
        let number = phone.e164.utf8.dropFirst(1 + plan.callingCode.utf8.count)
        return plan.has(number) ? nil : plan.problem(in: number)
    }

    /// Whether the digits behind the calling code can be a number.
    func has(_ number: some Collection<UInt8>) -> Bool {
        forms.contains { $0.lengths.contains(number.count) && $0.covers(number) }
    }

    private func problem(in number: some Collection<UInt8>) -> BrokenRule {
        let all = forms.reduce(into: DigitCounts()) { $0.formUnion($1.lengths) }
        var rule = "must be a number that exists: \(name) is followed by \(all.words) digits"
        if number.first == UInt8(ascii: "0"), has(number.dropFirst()) {
            return BrokenRule(rule + ", without the 0 that is dialled within the country")
        }
        if all.contains(number.count) {
            let beginning = String(decoding: beginning(that: number), as: UTF8.self)
            rule += ", and none of its numbers with \(number.count) begins with \(beginning)"
        }
        return BrokenRule(rule)
    }

    /// As many of the first digits as it takes to see that no number of the length begins so.
    private func beginning<Number: Collection<UInt8>>(
        that number: Number
    ) -> Number.SubSequence {
        let sameLength = forms.filter { $0.lengths.contains(number.count) }
        let length = (0...number.count).first { length in
            !sameLength.contains { $0.covers(number.prefix(length)) }
        }
        return number.prefix(length ?? number.count)
    }

    /// Such as `+965 (KW)`.
    private var name: String {
        guard let region = regions.first else { return "+\(callingCode)" }
        return regions.count > 1
            ? "+\(callingCode) (\(region) and others)" : "+\(callingCode) (\(region))"
    }
}

// The table as it is kept.
extension NumberingPlan {
    /// By calling code; no code is the beginning of another.
    private static let all: [Int: NumberingPlan] = {
        var all: [Int: NumberingPlan] = [:]
        for entry in NumberingTable.plans.split(separator: "+") {
            let plan = NumberingPlan(parsing: entry)
            if let code = Int(plan.callingCode) { all[code] = plan }
        }
        return all
    }()

    private init(parsing entry: Substring) {
        let words = entry.split(whereSeparator: \.isWhitespace)
        callingCode = String(words[0])
        regions = words[1].split(separator: "/").map(String.init).filter { $0 != "001" }
        forms = words.dropFirst(2).map(Form.init(parsing:))
    }
}

extension NumberingPlan.Form {
    /// Reads such as `18:7`, `[2569]:8` or `8[057]x1:7,9-11`.
    fileprivate init(parsing text: Substring) {
        let parts = text.split(separator: ":")
        var digits: [UInt16] = []
        var rest = parts[0].utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "x"): digits.append(0x3FF)
            case UInt8(ascii: "["):
                let set = rest.prefix { $0 != UInt8(ascii: "]") }
                rest = rest.dropFirst(set.count + 1)
                digits.append(set.reduce(0) { $0 | Self.bit(of: $1) })
            default: digits.append(Self.bit(of: byte))
            }
        }
        self.digits = digits
        lengths = DigitCounts(parsing: parts[1])
    }

    fileprivate static func bit(of digit: UInt8) -> UInt16 {
        1 << UInt16(digit - UInt8(ascii: "0"))
    }
}
