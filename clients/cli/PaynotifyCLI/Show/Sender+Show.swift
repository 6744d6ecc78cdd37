import Messages

extension Sender {
    /// Messages a second; empty as long as Meta has not been asked.
    fileprivate var rate: String { throughput == 0 ? "" : "\(throughput)/s" }

    /// People reached of those that may be in a day.
    fileprivate var people: String {
        messagingLimit == 0 ? "" : "\(peopleReached) of \(messagingLimit)"
    }
}

extension SenderStop {
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
