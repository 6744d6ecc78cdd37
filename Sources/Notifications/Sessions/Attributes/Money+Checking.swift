/// Why an amount with its currency is refused.
package enum MoneyProblem: Error, Hashable, Sendable {
    case unknownCurrency
    case malformed
    case tooManyDigits
    case tooManyDecimals(currency: String, allowed: Int)

    /// The rule, as a sentence that says what would be accepted.
    package var rule: String {
        switch self {
        case .unknownCurrency: "must be an ISO 4217 code in capitals, such as KWD"
        case .malformed:
            "must be decimal digits with at most one point between them, without sign or exponent"
        case .tooManyDigits: "must have at most \(Money.digitsMax) digits"
        case .tooManyDecimals(let currency, let allowed):
            "must have at most \(allowed) decimals other than 0 in \(currency)"
        }
    }
}

extension Money {
    /// Digits of an amount as callers give it, before it is padded.
    package static let digitsMax = 18

    /// Checks a decimal string and brings it to the decimals of its currency, padding it with zeros or
    /// cutting zeros off; zero is allowed.
    package init(amount: String, currency: String) throws(MoneyProblem) {
        guard let decimals = Currencies.decimals(of: currency) else { throw .unknownCurrency }
        let parts = amount.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) }) else {
            throw .malformed
        }
        let whole = parts[0]
        var fraction = parts.count > 1 ? parts[1] : ""
        guard whole.utf8.count + fraction.utf8.count <= Self.digitsMax else {
            throw .tooManyDigits
        }
        while fraction.utf8.count > decimals, fraction.utf8.last == UInt8(ascii: "0") {
            fraction.removeLast()
        }
        guard fraction.utf8.count <= decimals else {
            throw .tooManyDecimals(currency: currency, allowed: decimals)
        }
        let significant = whole.drop { $0 == "0" }
        let padding = String(repeating: "0", count: decimals - fraction.utf8.count)
        let point = decimals > 0 ? "." : ""
        self.init(
            checkedAmount: (significant.isEmpty ? "0" : significant) + point + fraction + padding,
            currency: currency)
    }

    /// How many decimals the amount has.
    var decimals: Int { amount.decimals }

    /// As messages show it, such as `14.000 KWD`.
    package var text: String { "\(amount) \(currency)" }
}

extension String {
    /// How many characters stand behind the first point.
    var decimals: Int {
        utf8.firstIndex(of: UInt8(ascii: ".")).map {
            utf8.distance(from: $0, to: utf8.endIndex) - 1
        } ?? 0
    }
}
