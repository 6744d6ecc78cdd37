extension EnableNotifications {
    /// Checks the fields of a request; plugin and selection are nil where none was given.
    ///
    /// Throws `invalid` with every violation; what is harmless is mended. Phone and language are checked
    /// against the merchant when the command is decided.
    package static func checked(
        merchant: String, session: String, plugin: Plugin?, phone: String, language: String,
        selection: Selection?, attributes: UncheckedAttributes
    ) throws(Refusal) -> EnableNotifications {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let session = check.sessionID(session)
        let plugin = check.require(plugin, "plugin")
        let phone = check.phoneShape(phone)
        let language = check.language(language)
        let selected = check.selection(selection, plugin: plugin, oneof: "selection")
        let attributes = check.attributes(attributes, "attributes")
        guard check.isClean, let plugin, let language else { throw check.refusal }
        return EnableNotifications(
            merchant: merchant, session: session, plugin: plugin, phone: phone,
            language: language, states: selected.states, ignoredPhases: selected.ignoredPhases,
            attributes: attributes, mended: check.mended)
    }
}

extension FieldChecker {
    /// Checks what can be said of a phone without its merchant.
    fileprivate mutating func phoneShape(_ given: String) -> String {
        let phone = trimmed(given, "phone")
        let digits = phone.hasPrefix("+") ? phone.utf8.dropFirst() : phone.utf8[...]
        let isFit = (1...15).contains(digits.count) && digits.allSatisfy(\.isASCIIDigit)
        expect(
            isFit, "phone",
            "must be an E.164 number such as +96551234567, or a local number of digits alone")
        return phone
    }
}
