/// A country, or a region with numbers of its own, whose local mobile numbers can be completed.
struct Country: Hashable, Sendable {
    /// ISO 3166-1 alpha-2.
    let code: String
    /// Without the plus.
    let callingCode: String
    /// How many digits a mobile number may have, without calling code and trunk prefix.
    let mobileLengths: DigitCounts

    /// The country with the code; nil: unknown here.
    static func named(_ code: String) -> Country? { all[code] }

    private static let all: [String: Country] = {
        var all: [String: Country] = [:]
        for entry in NumberingTable.mobile.split(whereSeparator: \.isWhitespace) {
            let parts = entry.split(separator: ":")
            let code = String(parts[0].prefix(2))
            all[code] = Country(
                code: code, callingCode: String(parts[0].dropFirst(2)),
                mobileLengths: DigitCounts(parsing: parts[1]))
        }
        return all
    }()
}
