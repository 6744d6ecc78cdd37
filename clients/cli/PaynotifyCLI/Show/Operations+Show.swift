import Messages

extension Pause {
    /// What it stops.
    var subject: String {
        switch scope {
        case .merchant: "merchant \(merchantID)"
        case .number: "number \(phoneNumberID), for all merchants that share it"
        case .template: "template \(templateName)/\(templateLanguage) of \(merchantID)"
        case .unspecified, .unrecognized: scope.word
        }
    }

    /// Since when, by whom and why.
    var history: String {
        "since \(sinceMilliseconds.asMoment) by \(actor.printable): \(reason.printable)"
    }
}

extension Table {
    /// One pause a row.
    init(_ pauses: [Pause]) {
        self.init(
            heading: ["SINCE", "SCOPE", "OF", "BY", "FOR", "WHY"],
            rows: pauses.map { pause in
                let template =
                    pause.templateName.isEmpty
                    ? "" : "\(pause.templateName)/\(pause.templateLanguage)"
                return [
                    pause.sinceMilliseconds.asMoment, pause.scope.word,
                    pause.phoneNumberID + template, pause.actor, pause.merchantID, pause.reason,
                ]
            },
            whenEmpty: "nothing is paused")
    }

    /// One entry a row.
    init(_ entries: [AuditEntry]) {
        self.init(
            heading: ["AT", "BY", "ACTION", "ROWS", "SUBJECT", "DETAIL"],
            rows: entries.map {
                [
                    $0.atMilliseconds.asMoment, $0.actor, $0.action, String($0.rows), $0.subject,
                    $0.detail,
                ]
            },
            whenEmpty: "no entries")
    }
}
