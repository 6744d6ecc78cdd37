/// A country whose local mobile numbers can be completed.
struct Country: Hashable, Sendable {
    /// ISO 3166-1 alpha-2.
    let code: String
    /// Without the plus.
    let callingCode: String
    /// Digits of a mobile number without calling code and trunk prefix.
    let mobileDigits: Int

    /// The Gulf states, Jordan and Egypt.
    ///
    /// Source: the countries' numbering plans as they notify them to the ITU under E.129.
    static let all = [
        Country(code: "AE", callingCode: "971", mobileDigits: 9),
        Country(code: "BH", callingCode: "973", mobileDigits: 8),
        Country(code: "EG", callingCode: "20", mobileDigits: 10),
        Country(code: "JO", callingCode: "962", mobileDigits: 9),
        Country(code: "KW", callingCode: "965", mobileDigits: 8),
        Country(code: "OM", callingCode: "968", mobileDigits: 8),
        Country(code: "QA", callingCode: "974", mobileDigits: 8),
        Country(code: "SA", callingCode: "966", mobileDigits: 9),
    ]

    /// The country with the ISO code; nil: unknown here.
    static func named(_ code: String) -> Country? { all.first { $0.code == code } }
}
