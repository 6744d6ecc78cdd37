extension SetMerchant {
    /// Checks the settings of a request: empty country and fallback language stand for none.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, displayName: String, defaultCountry: String, timeZone: String,
        languages: [String], fallbackLanguage: String, quietHours: UncheckedQuietHours,
        zones: any ZoneRules
    ) throws(Refusal) -> SetMerchant {
        var check = FieldChecker()
        let id = check.merchantID(merchant, "merchant.merchant_id")
        let name = check.line(displayName, "merchant.display_name", lengthMax: 128)
        _ = check.require(name, "merchant.display_name")
        let country = check.country(defaultCountry)
        check.expect(
            zones.knows(zone: timeZone), "merchant.time_zone",
            "must be the IANA name of a time zone, such as Asia/Kuwait")
        let spoken = check.languages(languages)
        let fallback = check.fallback(fallbackLanguage, among: spoken)
        let quietHours = check.quietHours(quietHours, "merchant.quiet_hours")
        try check.finish()
        return SetMerchant(
            merchant: Merchant(
                id: id, displayName: displayName, defaultCountry: country, timeZone: timeZone,
                languages: spoken, fallbackLanguage: fallback, quietHours: quietHours))
    }
}

extension FieldChecker {
    /// Checks a country; one whose local numbers cannot be completed would be a setting without effect.
    fileprivate mutating func country(_ code: String) -> String? {
        if code.isEmpty { return nil }
        expect(
            Country.named(code) != nil, "merchant.default_country",
            "must be empty, or the ISO 3166-1 code of a country with mobile numbers, such as KW")
        return code
    }

    fileprivate mutating func languages(_ codes: [String]) -> [Language] {
        expect(
            !codes.isEmpty, "merchant.languages", "must name at least one of \(Language.choices)")
        var languages: [Language] = []
        let codes = list(codes, "merchant.languages", max: Language.allCases.count)
        for (index, code) in codes.enumerated() {
            let field = "merchant.languages[\(index)]"
            guard let language = language(code, field) else { continue }
            expect(!languages.contains(language), field, "must be given once only")
            languages.append(language)
        }
        return languages
    }

    fileprivate mutating func fallback(
        _ code: String, among languages: [Language]
    ) -> Language? {
        if code.isEmpty { return nil }
        let field = "merchant.fallback_language"
        guard let fallback = language(code, field) else { return nil }
        expect(languages.contains(fallback), field, "must be empty or one of merchant.languages")
        return fallback
    }
}
