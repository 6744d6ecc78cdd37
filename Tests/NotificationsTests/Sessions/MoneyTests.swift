import Notifications
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        ("14", "KWD", "14.000 KWD"), ("14.5", "KWD", "14.500 KWD"), ("14.000", "BHD", "14.000 BHD"),
        ("0.1", "USD", "0.10 USD"), ("0", "EUR", "0.00 EUR"), ("0", "JPY", "0 JPY"),
        ("1500", "JPY", "1500 JPY"), ("007", "SAR", "7.00 SAR"), ("000.50", "AED", "0.50 AED"),
        ("1.2345", "CLF", "1.2345 CLF"), ("1", "UYW", "1.0000 UYW"),
        ("999999999999999999", "KRW", "999999999999999999 KRW"),
        ("999999999999999.999", "JOD", "999999999999999.999 JOD"), ("100.00", "JPY", "100 JPY"),
        ("14.0000", "KWD", "14.000 KWD"), ("14.500000", "KWD", "14.500 KWD"),
        ("0.000", "JPY", "0 JPY"),
    ])
    func bringsAnAmountToTheDecimalsOfTheCurrency(
        amount: String, currency: String, text: String
    ) throws {
        #expect(try Money(amount: amount, currency: currency).text == text)
    }

    @Test(arguments: [
        ("", MoneyProblem.malformed), (".", .malformed), (".5", .malformed), ("5.", .malformed),
        ("1.2.3", .malformed), ("-1", .malformed), ("+1", .malformed), ("1e3", .malformed),
        ("1,000", .malformed), (" 1", .malformed), ("١٤", .malformed), ("0x10", .malformed),
        ("1234567890123456789", .tooManyDigits), ("1234567890123456.123", .tooManyDigits),
        ("14.0001", .tooManyDecimals(currency: "KWD", allowed: 3)),
        ("14.00010", .tooManyDecimals(currency: "KWD", allowed: 3)),
        ("1.00000000000000000000", .tooManyDigits),
    ])
    func refusesWhatIsNoAmount(amount: String, problem: MoneyProblem) {
        #expect(throws: problem) { try Money(amount: amount, currency: "KWD") }
    }

    @Test(arguments: ["", "kwd", "KW", "XYZ", "XAU", "KWDD"])
    func refusesAnUnknownCurrency(currency: String) {
        #expect(throws: MoneyProblem.unknownCurrency) {
            try Money(amount: "1", currency: currency)
        }
    }

    @Test(arguments: [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, "AED EGP EUR GBP INR QAR SAR USD"), (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ])
    func knowsTheDecimals(count: Int, codes: String) throws {
        for code in codes.split(separator: " ") {
            let padded = count == 0 ? "1" : "1." + String(repeating: "0", count: count)
            #expect(try Money(amount: "1", currency: String(code)).amount == padded)
            #expect(throws: MoneyProblem.self) {
                try Money(
                    amount: "1." + String(repeating: "1", count: count + 1), currency: String(code))
            }
        }
    }
}
