import Messages

extension Recipient {
    /// The number, and a line for each category that something was said of.
    var text: String {
        var facts = Facts()
        facts.add("phone", phoneMasked)
        for optOut in optOuts { facts.add(optOut.category.word, optOut.text) }
        if optOuts.isEmpty { facts.add("messages", "wanted: nothing else was said") }
        return facts.text()
    }

    /// The cells of its row in a table.
    fileprivate var rows: [[String]] {
        optOuts.map {
            [
                $0.changedAtMilliseconds.asMoment, $0.category.word, $0.source.word, phoneMasked,
            ]
        }
    }
}

extension OptOut {
    fileprivate var text: String {
        "\(optedOut ? "not wanted" : "wanted again") since \(changedAtMilliseconds.asMoment), "
            + "by \(source.word)"
    }
}

extension ListOptOutsResponse {
    /// One opt-out a row.
    var text: String {
        Table(
            heading: ["SINCE", "MESSAGES", "BY", "PHONE"], rows: recipients.flatMap(\.rows),
            whenEmpty: "nobody has opted out"
        ).page(before: nextPageToken)
    }
}

extension Erasure {
    /// What was found of the customer, and not who it was.
    var text: String {
        var facts = Facts()
        facts.add("erasure", erasureID)
        facts.add("status", status.word)
        facts.add("sessions", "\(sessions)")
        facts.add("notifications", "\(notifications), \(withdrawn) of them withdrawn")
        facts.add("by", actor)
        facts.add("begun", createdAtMilliseconds.asMoment)
        return facts.text()
    }
}
