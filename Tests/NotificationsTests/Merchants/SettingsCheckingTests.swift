import Notifications
import TestKit
import Testing

@Suite struct SettingsCheckingTests {
    /// The fields of a SetMerchant.
    struct MerchantFields {
        var id = "acme"
        var name = "Acme Store"
        var country = "KW"
        var zone = "Asia/Kuwait"
        var languages = ["en", "ar"]
        var fallback = "en"
        var quiet = UncheckedQuietHours(start: "", end: "", includesPostPayment: false)

        func checked() throws(Refusal) -> SetMerchant {
            try SetMerchant.checked(
                merchant: id, displayName: name, defaultCountry: country, timeZone: zone,
                languages: languages, fallbackLanguage: fallback, quietHours: quiet,
                zones: Fixtures.zones)
        }
    }

    @Test func goodSettingsMakeAMerchant() throws {
        var expected = Fixtures.merchant
        expected.fallbackLanguage = .english

        #expect(try MerchantFields().checked().merchant == expected)
        #expect(
            try MerchantFields(country: "", fallback: "").checked().merchant.defaultCountry == nil)
    }

    @Test func quietHoursAreTwoTimesOfDay() throws {
        let given = UncheckedQuietHours(start: "22:00", end: "08:05", includesPostPayment: true)

        let checked = try MerchantFields(quiet: given).checked().merchant.quietHours

        #expect(
            checked
                == QuietHours(startMinute: 1_320, endMinute: 485, includesPostPayment: true))
        #expect(checked?.start == "22:00")
        #expect(checked?.end == "08:05")
    }

    @Test(arguments: [
        ("22:00", "", false, ["end"]), ("", "08:00", true, ["start"]),
        ("24:00", "8:00", false, ["start", "end"]), ("22:60", "08:000", false, ["start", "end"]),
        ("22.00", "-8:00", false, ["start", "end"]), ("22:00", "22:00", false, ["end"]),
        ("٢٢:٠٠", "08:00", false, ["start"]), ("", "", true, ["include_post_payment"]),
    ])
    func refusesQuietHoursThatAreNone(
        start: String, end: String, includesPostPayment: Bool, fields: [String]
    ) {
        let given = UncheckedQuietHours(
            start: start, end: end, includesPostPayment: includesPostPayment)

        #expect {
            try MerchantFields(quiet: given).checked()
        } throws: {
            ($0 as? Refusal)?.fields == fields.map { "merchant.quiet_hours.\($0)" }
        }
    }

    @Test func settings() {
        let cases: [(MerchantFields, [String])] = [
            (MerchantFields(id: ""), ["merchant.merchant_id"]),
            (MerchantFields(name: ""), ["merchant.display_name"]),
            (
                MerchantFields(name: String(repeating: "n", count: 129)), ["merchant.display_name"]
            ),
            (MerchantFields(name: "a\nb"), ["merchant.display_name"]),
            (MerchantFields(country: "kw"), ["merchant.default_country"]),
            (MerchantFields(country: "XX"), ["merchant.default_country"]),
            (MerchantFields(zone: ""), ["merchant.time_zone"]),
            (MerchantFields(zone: "Mars/Olympus"), ["merchant.time_zone"]),
            (MerchantFields(languages: [], fallback: ""), ["merchant.languages"]),
            (MerchantFields(languages: ["en", "fr"]), ["merchant.languages[1]"]),
            (MerchantFields(languages: ["en", "en"]), ["merchant.languages[1]"]),
            (MerchantFields(languages: ["en"], fallback: "ar"), ["merchant.fallback_language"]),
            (MerchantFields(fallback: "fr"), ["merchant.fallback_language"]),
        ]
        for (fields, refused) in cases {
            #expect(FieldCheckingTests.refused { try fields.checked() } == refused)
        }
    }

    @Test func authenticators() throws {
        func refused(
            number: String = "1", account: String = "2", token: String = "t",
            secret: String = "0123456789abcdef", tokenSecret: String = "", verify: String = "v",
            namespace: String = "", portfolio: String = ""
        ) -> [String] {
            FieldCheckingTests.refused {
                try RegisterAuthenticator.checked(
                    merchant: "acme", phoneNumberID: number, accountID: account,
                    accessToken: Secret(token), appSecret: Secret(secret),
                    verifyToken: Secret(verify), templateNamespace: namespace,
                    portfolioID: portfolio, tokenAppSecret: Secret(tokenSecret))
            }
        }
        let digits = String(repeating: "1", count: 33)

        #expect(refused().isEmpty)
        for number in ["", "12a", digits] {
            #expect(refused(number: number) == ["phone_number_id"])
        }
        for account in ["", "-1", digits] { #expect(refused(account: account) == ["waba_id"]) }
        for portfolio in ["p", digits] {
            #expect(refused(portfolio: portfolio) == ["portfolio_id"])
        }
        for token in ["", "a\n", String(repeating: "t", count: 1_025)] {
            #expect(refused(token: token) == ["access_token"])
        }
        for verify in ["", "é", "a b", String(repeating: "s", count: 257)] {
            #expect(refused(verify: verify) == ["verify_token"])
        }
        for secret in ["0123456789abcde", "0123456789abcdeé", String(repeating: "s", count: 257)] {
            #expect(refused(secret: secret) == ["app_secret"])
            #expect(refused(tokenSecret: secret) == ["token_app_secret"])
        }
        #expect(refused(secret: "") == ["app_secret"])
        #expect(refused(namespace: String(repeating: "n", count: 129)) == ["template_namespace"])
    }

    @Test func questions() throws {
        let query = try NotificationQuery.checked(
            merchant: "acme", session: "", status: .held, pageSize: 0,
            position: .latest(before: nil))

        #expect(query.limit == 50)
        #expect(query.session == nil)
        #expect(
            FieldCheckingTests.refused {
                try NotificationQuery.checked(
                    merchant: "", session: "a b", status: nil, pageSize: 501,
                    position: .changed(after: 0))
            } == ["merchant_id", "session_id", "page_size"])
        #expect(
            FieldCheckingTests.refused {
                try NotificationReference.checked(merchant: "", notification: "")
            } == ["merchant_id", "notification_id"])
    }
}
