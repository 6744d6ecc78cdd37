/// The decimals of the currencies that are legal tender, and of the funds that have decimals.
///
/// Source: ISO 4217, list one. Metals, testing codes and units without decimals are left out: no
/// payment is made in them.
enum Currencies {
    /// How many decimals an amount in the currency has; nil: an unknown code.
    static func decimals(of code: String) -> Int? { table[code] }

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for (decimals, codes) in [0: none, 2: two, 3: three, 4: four] {
            for code in codes.split(separator: " ") { table[String(code)] = decimals }
        }
        return table
    }()

    private static let none =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    private static let three = "BHD IQD JOD KWD LYD OMR TND"
    private static let four = "CLF UYW"
    private static let two =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
        + "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
        + "GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK "
        + "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO "
        + "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS "
        + "SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST "
        + "XCD XCG YER ZAR ZMW ZWG"
}
