import Messages

extension ExplainSessionResponse {
    /// A line for each state, and what happened below it.
    var text: String {
        states.map { state in
            let decided = state.told ? state.outcome.word : "not told"
            let stands = state.status == .unspecified ? "" : ", \(state.status.word)"
            let rule = state.rule.isEmpty ? "" : " [\(state.rule)]"
            return "\(state.state.word): \(decided)\(stands)\(rule)\n  \(state.sentence.printable)"
        }.joined(separator: "\n")
    }
}

extension PreviewNotificationsResponse {
    /// The table, and below it what was mended.
    var text: String {
        let table = Table(previews).text
        return mended.isEmpty ? table : "\(table)\n\nmended  \(mended.text.printable)"
    }
}

extension Table {
    /// One preview a row; what stops it stands where the text would.
    init(_ previews: [NotificationPreview]) {
        self.init(
            heading: ["PLUGIN", "STATE", "LANGUAGE", "OUTCOME", "TEMPLATE", "TEXT OR REASON"],
            rows: previews.map { preview in
                let text = preview.renderedText.split(separator: "\n").joined(separator: " / ")
                return [
                    preview.plugin.word, preview.state.word, preview.language,
                    preview.outcome.word, preview.template,
                    text.isEmpty ? preview.message : text,
                ]
            },
            whenEmpty: "the session has no EnableNotifications")
    }
}
