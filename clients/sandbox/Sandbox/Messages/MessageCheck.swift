/// The checks of a decoded message against its sender and the templates.
enum MessageCheck {
    /// The filled template as the customer reads it; throws the first refusal.
    static func render(
        _ request: MessageRequest, from number: String, of account: Account,
        template: Template?
    ) throws(GraphError) -> RenderedMessage {
        guard request.recipient != number else { throw .recipientIsSender }
        if let allowed = account.allowedRecipients, !allowed.contains(request.recipient) {
            throw .recipientNotAllowed
        }
        let template = try sendable(template, request)
        let filled = try ParameterCheck.fill(template, with: request.components)
        return try RenderedMessage(template.content, filled)
    }

    private static func sendable(
        _ template: Template?, _ request: MessageRequest
    ) throws(GraphError) -> Template {
        switch template?.status {
        case .paused: throw .templatePaused(request.templateName)
        case .disabled: throw .templateDisabled(request.templateName)
        default: break
        }
        guard let template, template.status.isSendable else {
            throw .templateMissing(request.templateName, request.language)
        }
        return template
    }
}
