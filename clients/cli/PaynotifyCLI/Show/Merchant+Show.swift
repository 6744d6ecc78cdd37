import Messages

extension Merchant {
    /// Its settings, one a line.
    var text: String {
        var facts = Facts()
        facts.add("merchant", merchantID)
        facts.add("name", displayName)
        facts.add("country", defaultCountry)
        facts.add("time zone", timeZone)
        facts.add("languages", languages.joined(separator: ", "))
        facts.add("fallback", fallbackLanguage)
        facts.add("quiet hours", quietHours.text)
        return facts.text()
    }
}

extension QuietHours {
    /// From when to when, and for what; empty for none.
    fileprivate var text: String {
        if start.isEmpty { return "" }
        return "\(start) to \(end), for "
            + (includePostPayment ? "all messages" : "messages before the payment")
    }
}

extension Authenticator {
    /// Its settings, one a line; there are no secrets in them.
    var text: String {
        var facts = Facts()
        facts.add("authenticator", authenticatorID)
        facts.add("version", String(version))
        facts.add("phone number id", phoneNumberID)
        facts.add("waba id", wabaID)
        facts.add("namespace", templateNamespace)
        facts.add("portfolio", portfolioID)
        facts.add("webhook path", webhookPath)
        facts.add("problem", problem)
        return facts.text()
    }
}

extension Table {
    /// One merchant a row.
    init(_ merchants: [Merchant]) {
        self.init(
            heading: ["MERCHANT", "NAME", "COUNTRY", "TIME ZONE", "LANGUAGES"],
            rows: merchants.map {
                [
                    $0.merchantID, $0.displayName, $0.defaultCountry, $0.timeZone,
                    $0.languages.joined(separator: ","),
                ]
            },
            whenEmpty: "no merchants: paynotify merchant set makes one")
    }

    /// One authenticator a row.
    init(_ authenticators: [Authenticator]) {
        self.init(
            heading: [
                "AUTHENTICATOR", "VERSION", "PHONE NUMBER ID", "WABA ID", "CHECKED", "SUBSCRIBED",
                "LAST WEBHOOK", "WEBHOOK PATH",
            ],
            rows: authenticators.map {
                [
                    $0.authenticatorID, String($0.version), $0.phoneNumberID, $0.wabaID,
                    $0.checkedAtMilliseconds.asMomentIfAny ?? "not yet", $0.subscription.word,
                    $0.lastWebhookAtMilliseconds.asMomentIfAny ?? "no webhook yet",
                    $0.webhookPath,
                ]
            },
            whenEmpty: "no authenticators: paynotify authenticator register makes one")
    }
}

extension WebhookSubscription {
    /// One word for a person or a program.
    fileprivate var word: String {
        switch self {
        case .subscribed: "yes"
        case .notSubscribed: "no"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

extension Int64 {
    /// The moment; nil for 0.
    fileprivate var asMomentIfAny: String? { self == 0 ? nil : asMoment }
}

extension [Authenticator] {
    /// What a person has to see to, a line for each that has a problem.
    var problems: String {
        filter { !$0.problem.isEmpty }
            .map { "\($0.phoneNumberID) (\($0.authenticatorID)): \($0.problem)" }
            .joined(separator: "\n")
    }
}
