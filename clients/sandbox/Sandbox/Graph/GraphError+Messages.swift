/// The errors of sending a message.
extension GraphError {
    static func missing(_ field: String) -> GraphError {
        GraphError(
            status: 400, code: 131008, title: "Required parameter is missing",
            details: "\(field) is required")
    }

    static func wrongValue(_ details: String) -> GraphError {
        GraphError(
            status: 400, code: 131009, title: "Parameter value is not valid", details: details)
    }

    static let groupRecipient = GraphError(
        status: 400, code: 130501, title: "Message type is not supported for groups",
        details: "recipient_type must be individual")

    static let recipientIsSender = GraphError(
        status: 400, code: 131021, title: "Recipient cannot be sender",
        details: "to is the sender's own number")

    static let recipientNotAllowed = GraphError(
        status: 400, code: 131030, title: "Recipient phone number not in allowed list",
        details: "add the number to the account's allowed recipients")

    static func unsupportedType(_ type: String) -> GraphError {
        GraphError(
            status: 400, code: 131051, title: "Unsupported message type",
            details: "type \(type) is not supported, only template is")
    }

    static let userIDRecipient = GraphError(
        status: 400, code: 131062, title: "Business-scoped user ID is not supported here",
        details: "recipient without to: send to a phone number")

    static func parameterCount(_ part: String, given: Int, expected: Int) -> GraphError {
        GraphError(
            status: 400, code: 132000,
            title: "Number of parameters does not match the expected number of params",
            details: "\(part): number of localizable_params (\(given)) does not match "
                + "the expected number of params (\(expected))")
    }

    static func templateMissing(_ name: String, _ language: String) -> GraphError {
        GraphError(
            status: 404, code: 132001, title: "Template name does not exist in the translation",
            details: "template name (\(name)) does not exist in \(language)")
    }

    static func textTooLong(_ part: String, count: Int, limit: Int) -> GraphError {
        GraphError(
            status: 400, code: 132005, title: "Translated text too long",
            details: "\(part): \(count) characters, at most \(limit) are allowed")
    }

    static func parameterFormat(_ details: String) -> GraphError {
        GraphError(
            status: 400, code: 132012, title: "Parameter format does not match",
            details: details)
    }

    static func templatePaused(_ name: String) -> GraphError {
        GraphError(
            status: 400, code: 132015, title: "Template is paused",
            details: "template \(name) is paused because of low quality")
    }

    static func templateDisabled(_ name: String) -> GraphError {
        GraphError(
            status: 400, code: 132016, title: "Template is disabled",
            details: "template \(name) was disabled because of low quality")
    }

    static func parameterText(_ path: String) -> GraphError {
        GraphError(
            status: 400, code: 132018, title: "Template parameters are not valid",
            details: "\(path): Param text: cannot have new-line/tab characters "
                + "or more than 4 consecutive spaces")
    }
}
