/// The checks of a decoded message against its sender and its template.
enum MessageCheck {
    /// Refuses a recipient that this sender may not write to.
    static func checkRecipient(
        of request: MessageRequest, from number: String, of account: Account
    ) throws(GraphError) {
        guard request.recipient != number else { throw .recipientIsSender }
        if let allowed = account.allowedRecipients, !allowed.contains(request.recipient) {
            throw .recipientNotAllowed
        }
    }

    /// The template that was found for a message, if messages may use it.
    static func sendable(
        _ template: Template?, for request: MessageRequest
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
