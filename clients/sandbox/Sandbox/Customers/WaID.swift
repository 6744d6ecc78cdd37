/// The customer's `wa_id`, which is not always the number that was written.
enum WaID {
    /// The digits as Meta has them in three countries, and elsewhere the same digits.
    static func rewritten(_ digits: String) -> String {
        for country in Country.allCases {
            if let waID = country.waID(of: digits) { return waID }
        }
        return digits
    }

    /// Where a number and its `wa_id` are known to differ, by ISO 3166.
    enum Country: String, Sendable, CaseIterable {
        /// A 9 after the country's 54.
        case argentina = "AR"
        /// A 1 after the country's 52.
        case mexico = "MX"
        /// No 9 before the eight digits of a mobile number.
        case brazil = "BR"

        /// Another `wa_id` than the digits themselves, if the country has one for them.
        func waID(of digits: String) -> String? {
            switch self {
            case .argentina: Self.inserting("9", after: "54", in: digits)
            case .mexico: Self.inserting("1", after: "52", in: digits)
            case .brazil: Self.withoutNine(digits)
            }
        }

        private static func inserting(
            _ digit: String, after prefix: String, in digits: String
        ) -> String? {
            guard digits.hasPrefix(prefix), !digits.hasPrefix(prefix + digit) else { return nil }
            return prefix + digit + digits.dropFirst(prefix.count)
        }

        private static func withoutNine(_ digits: String) -> String? {
            let subscriber = digits.dropFirst(4)
            guard digits.hasPrefix("55"), subscriber.count == 9, subscriber.hasPrefix("9") else {
                return nil
            }
            return String(digits.prefix(4) + subscriber.dropFirst())
        }
    }
}

/// Which numbers Meta knows under another `wa_id`: one by one, by prefix, and by country.
struct WaIDRules: Sendable, Hashable {
    /// Another beginning in the place of one; a number that has it already stays as it is.
    struct Prefix: Sendable, Hashable {
        let from: String
        let to: String

        func waID(of digits: String) -> String? {
            guard digits.hasPrefix(from), !(to.hasPrefix(from) && digits.hasPrefix(to)) else {
                return nil
            }
            return to + digits.dropFirst(from.count)
        }
    }

    /// The `wa_id` of a number, both digits only; it comes before the rules below.
    var numbers: [String: String] = [:]
    /// The first that fits decides.
    var prefixes: [Prefix] = []
    var countries: Set<WaID.Country> = []

    /// The `wa_id` of a number, digits only.
    func waID(of digits: String) -> String {
        if let waID = numbers[digits] { return waID }
        for prefix in prefixes {
            if let waID = prefix.waID(of: digits) { return waID }
        }
        return countries.lazy.compactMap { $0.waID(of: digits) }.first ?? digits
    }
}
