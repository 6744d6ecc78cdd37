/// Sending.
extension Platform {
    /// `POST /{phone_number_id}/messages`: checks, accepts, and plans the statuses.
    func send(
        from numberID: String, _ number: String, of account: Account, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        try throttle.admitCall(from: numberID, now: time.uptime())
        var message = try MessageRequest(
            decoding: request.members(), allowsNamespace: options.allowsNamespace)
        try MessageCheck.checkRecipient(of: message, from: number, of: account)
        try simulation.magic.check(message.recipient)
        let found = templates.find(
            wabaID: account.id, name: message.templateName, language: message.language)
        let template = try MessageCheck.sendable(found, for: message)
        let filled = try ParameterCheck.fill(template, with: message.components)
        let rendered = try RenderedMessage(template.content, filled)
        message.recipient = waIDs.waID(of: message.recipient)
        try throttle.admitMessage(
            to: message.recipient, from: numberID, portfolio: account.portfolioID,
            now: time.uptime())
        let accepted = AcceptedMessage(
            number: journal.nextNumber,
            wamid: Wamid(recipient: message.recipient, using: &generator),
            wabaID: account.id, phoneNumberID: numberID, displayPhoneNumber: number,
            request: message, templateID: template.id, category: template.draft.category,
            rendered: rendered, acceptedAt: time.wall(),
            isHeld: holdsNextMessage(with: template))
        journal.append(accepted)
        counters.messagesAccepted += 1
        if let code = simulation.magic.failure(of: message.recipient) {
            plan(.failure(code: code, after: options.statusDelay), for: accepted)
        } else {
            planStatuses(of: accepted)
        }
        let customer = customer(message.recipient, of: account.id)
        return Answer(body: accepted.sendAnswer(to: customer), heldBy: heldAnswers[accepted.number])
    }
}
