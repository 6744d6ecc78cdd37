import Messages

extension Sender {
    var json: JSON {
        [
            "phone_number_id": .string(phoneNumberID), "waba_id": .string(wabaID),
            "portfolio_id": .string(portfolioID),
            "throughput": .integer(Int64(throughput)), "quality": .string(quality),
            "messaging_limit": .integer(Int64(messagingLimit)),
            "people_reached": .integer(Int64(peopleReached)),
            "stops": .array(stops.map(\.json)), "problem": .string(problem),
            "asked_authenticator_id": .string(askedAuthenticatorID),
        ]
    }

    /// Messages a second; empty as long as Meta has not been asked.
    fileprivate var rate: String { throughput == 0 ? "" : "\(throughput)/s" }

    /// People reached of those that may be in a day.
    fileprivate var people: String {
        messagingLimit == 0 ? "" : "\(peopleReached) of \(messagingLimit)"
    }
}

extension SenderStop {
    fileprivate var json: JSON {
        [
            "cause": .string(cause), "meta_code": .integer(Int64(metaCode)),
            "began_at_ms": .integer(beganAtMilliseconds),
            "tried_again_at_ms": .integer(triedAgainAtMilliseconds), "advice": .string(advice),
        ]
    }

    /// What stops the number, since when and until when, and what mends it.
    func text(of number: String) -> String {
        let code = metaCode == 0 ? "" : " (code \(metaCode))"
        return """
            \(number) stands still: \(cause)\(code) since \(beganAtMilliseconds.asMoment), \
            tried again at \(triedAgainAtMilliseconds.asMoment)
              \(advice)
            """
    }
}

extension Table {
    /// One number a row.
    init(_ senders: [Sender]) {
        self.init(
            heading: [
                "PHONE NUMBER ID", "WABA ID", "RATE", "QUALITY", "PEOPLE IN 24 H", "STOP",
                "ASKED WITH",
            ],
            rows: senders.map {
                [
                    $0.phoneNumberID, $0.wabaID, $0.rate, $0.quality, $0.people,
                    $0.stops.map(\.cause).joined(separator: ","), $0.askedAuthenticatorID,
                ]
            },
            whenEmpty: "no numbers: paynotify authenticator register makes one known")
    }
}
