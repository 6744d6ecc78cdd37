/// The errors of paths, tokens, nodes and parameters in general.
extension GraphError {
    static func notAuthenticated(_ details: String) -> GraphError {
        GraphError(status: 401, code: 0, title: "Cannot authenticate", details: details)
    }

    static let tokenMissing = GraphError(
        status: 403, code: 200, title: "An access token is required",
        details: "send the header Authorization: Bearer <token>")

    static let tokenInvalid = GraphError(
        status: 401, code: 190, title: "The access token is not valid")

    static let tokenExpired = GraphError(
        status: 401, code: 190, subcode: 463, title: "The access token has expired")

    static let permissionMissing = GraphError(
        status: 403, code: 10, title: "The application lacks the permission for this action")

    static func unknownPath(_ path: String) -> GraphError {
        GraphError(
            status: 400, code: 2500, title: "Unknown path components: \(path)",
            details: "the path is /{version}/{id}[/{edge}]")
    }

    static func unknownVersion(_ version: String) -> GraphError {
        GraphError(
            status: 400, code: 2500, title: "Unknown or expired API version \(version)",
            details: "known are \(GraphVersion.usable.joined(separator: ", "))")
    }

    static func unknownNode(_ id: String, method: String) -> GraphError {
        GraphError(
            status: 400, code: 100, subcode: 33, type: "GraphMethodException",
            title: "Unsupported \(method.lowercased()) request",
            details: "object \(id) does not exist, cannot be loaded with this access token, "
                + "or does not support the operation")
    }

    static func invalid(_ details: String) -> GraphError {
        GraphError(status: 400, code: 100, title: "Invalid parameter", details: details)
    }

    static func unknownField(_ name: String, of node: String) -> GraphError {
        GraphError(
            status: 400, code: 100, title: "Nonexistent field (\(name)) on node type (\(node))")
    }

    static let bodyTooLarge = GraphError(
        status: 413, code: 100, title: "Invalid parameter",
        details: "the body is larger than \(Limits.requestBytesMax) bytes")

    static let bodyTooSlow = GraphError(
        status: 408, code: 1, title: "The body did not arrive in time")
}

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

/// The errors of creating and editing templates: code 100 with a subcode that tells them apart.
extension GraphError {
    static func template(_ subcode: Int, _ title: String, _ message: String) -> GraphError {
        GraphError(
            status: 400, code: 100, subcode: subcode, title: "Invalid parameter",
            user: UserText(title: title, message: message))
    }

    static let templateLimit = template(
        2_388_019, "Template limit reached",
        "The account has \(Limits.templatesMax) templates, the most it may have.")

    static func templateExists(_ name: String, _ language: String) -> GraphError {
        template(
            2_388_024, "Content in this language exists",
            "There is already a template \(name) in \(language).")
    }

    static func templateNotEditable(_ status: String) -> GraphError {
        template(
            2_388_039, "Template cannot be edited",
            "Only approved, rejected and paused templates can be edited; this one is \(status).")
    }

    static func templateTextTooLong(_ part: String, limit: Int) -> GraphError {
        template(
            2_388_040, "Character limit exceeded",
            "\(part) may have at most \(limit) characters.")
    }

    static func headerFormat(_ message: String) -> GraphError {
        template(2_388_047, "Header format is wrong", message)
    }

    static func bodyFormat(_ message: String) -> GraphError {
        template(2_388_072, "Body format is wrong", message)
    }

    static func footerFormat(_ message: String) -> GraphError {
        template(2_388_073, "Footer format is wrong", message)
    }

    static let tooManyVariables = template(
        2_388_293, "Too many variables for the length",
        "The body needs more words of its own than it has variables.")

    static let variableAtEdge = template(
        2_388_299, "Variable at the edge",
        "The body may neither start nor end with a variable.")
}
