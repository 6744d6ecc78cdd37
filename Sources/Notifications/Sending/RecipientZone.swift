/// Where recipients live, as far as their numbers tell.
enum RecipientZone {
    /// The IANA zone of the phone's country; nil for a country with several, or one not known here.
    static func name(of phone: PhoneNumber) -> String? {
        let digits = phone.e164.dropFirst()
        for length in 1...3 {
            if let zone = zones[String(digits.prefix(length))] { return zone }
        }
        return nil
    }

    /// By calling code, no code being the beginning of another: countries with one time zone.
    ///
    /// Source: the ITU's list of calling codes under E.164, and IANA's table of zones by country. Left out
    /// are codes that several zones share, such as those of Spain, Portugal, Russia and North America.
    private static let zones = gulfAndLevant.merging(asia) { first, _ in first }
        .merging(africa) { first, _ in first }.merging(europe) { first, _ in first }

    private static let gulfAndLevant = [
        "965": "Asia/Kuwait", "966": "Asia/Riyadh", "968": "Asia/Muscat", "971": "Asia/Dubai",
        "973": "Asia/Bahrain", "974": "Asia/Qatar", "967": "Asia/Aden", "964": "Asia/Baghdad",
        "962": "Asia/Amman", "961": "Asia/Beirut", "963": "Asia/Damascus", "972": "Asia/Jerusalem",
        "970": "Asia/Hebron", "20": "Africa/Cairo", "90": "Europe/Istanbul", "98": "Asia/Tehran",
    ]

    private static let asia = [
        "91": "Asia/Kolkata", "92": "Asia/Karachi", "93": "Asia/Kabul", "94": "Asia/Colombo",
        "880": "Asia/Dhaka", "977": "Asia/Kathmandu", "975": "Asia/Thimphu",
        "960": "Indian/Maldives", "95": "Asia/Yangon", "66": "Asia/Bangkok",
        "84": "Asia/Ho_Chi_Minh", "855": "Asia/Phnom_Penh", "856": "Asia/Vientiane",
        "65": "Asia/Singapore", "63": "Asia/Manila", "852": "Asia/Hong_Kong", "853": "Asia/Macau",
        "886": "Asia/Taipei", "81": "Asia/Tokyo", "82": "Asia/Seoul", "992": "Asia/Dushanbe",
        "993": "Asia/Ashgabat", "994": "Asia/Baku", "995": "Asia/Tbilisi", "996": "Asia/Bishkek",
        "374": "Asia/Yerevan", "60": "Asia/Kuala_Lumpur",
    ]

    private static let africa = [
        "27": "Africa/Johannesburg", "211": "Africa/Juba", "213": "Africa/Algiers",
        "216": "Africa/Tunis", "218": "Africa/Tripoli", "220": "Africa/Banjul",
        "221": "Africa/Dakar", "222": "Africa/Nouakchott", "223": "Africa/Bamako",
        "225": "Africa/Abidjan", "233": "Africa/Accra", "234": "Africa/Lagos",
        "237": "Africa/Douala", "244": "Africa/Luanda", "249": "Africa/Khartoum",
        "250": "Africa/Kigali", "251": "Africa/Addis_Ababa", "252": "Africa/Mogadishu",
        "253": "Africa/Djibouti", "254": "Africa/Nairobi", "255": "Africa/Dar_es_Salaam",
        "256": "Africa/Kampala", "258": "Africa/Maputo", "260": "Africa/Lusaka",
        "263": "Africa/Harare", "291": "Africa/Asmara",
    ]

    private static let europe = [
        "30": "Europe/Athens", "31": "Europe/Amsterdam", "32": "Europe/Brussels",
        "33": "Europe/Paris", "36": "Europe/Budapest", "39": "Europe/Rome",
        "40": "Europe/Bucharest", "41": "Europe/Zurich", "43": "Europe/Vienna",
        "44": "Europe/London", "45": "Europe/Copenhagen", "46": "Europe/Stockholm",
        "47": "Europe/Oslo", "48": "Europe/Warsaw", "49": "Europe/Berlin",
        "350": "Europe/Gibraltar", "352": "Europe/Luxembourg", "353": "Europe/Dublin",
        "354": "Atlantic/Reykjavik", "355": "Europe/Tirane", "356": "Europe/Malta",
        "357": "Asia/Nicosia", "358": "Europe/Helsinki", "359": "Europe/Sofia",
        "370": "Europe/Vilnius", "371": "Europe/Riga", "372": "Europe/Tallinn",
        "373": "Europe/Chisinau", "375": "Europe/Minsk", "376": "Europe/Andorra",
        "377": "Europe/Monaco", "378": "Europe/San_Marino", "381": "Europe/Belgrade",
        "382": "Europe/Podgorica", "385": "Europe/Zagreb", "386": "Europe/Ljubljana",
        "387": "Europe/Sarajevo", "389": "Europe/Skopje", "420": "Europe/Prague",
        "421": "Europe/Bratislava", "423": "Europe/Vaduz",
    ]
}

extension Merchant {
    /// The clock on the wall of whoever has the phone: their country's, or else the merchant's.
    func wallZone(of phone: PhoneNumber, rules: any ZoneRules) -> WallZone {
        let own = RecipientZone.name(of: phone).flatMap { rules.knows(zone: $0) ? $0 : nil }
        return WallZone(name: own ?? timeZone, rules: rules)
    }

    /// When news of the state may be sent to the phone again; nil: at once.
    func quietEnd(
        for state: PaymentState, to phone: PhoneNumber, at now: Timestamp, rules: any ZoneRules
    ) -> Timestamp? {
        guard let quietHours, state.phase != .postPayment || quietHours.includesPostPayment else {
            return nil
        }
        return quietHours.end(of: now, in: wallZone(of: phone, rules: rules))
    }
}
