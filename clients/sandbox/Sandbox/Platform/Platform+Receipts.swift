/// What becomes of an accepted message.
extension Platform {
    /// Plans the statuses of a message by the rules for receipts.
    func planStatuses(of message: AcceptedMessage) {
        guard !message.isHeld else { return hold(message) }
        let (script, isEarly) = receipts.plan(
            for: message, options.delays, withRead: options.sendsReadReceipts)
        if isEarly, !script.steps.isEmpty, isTold(message) {
            heldAnswers[message.number] = WakeSignal()
        }
        plan(script, for: message)
    }

    /// Plans the statuses of a message by a script, from this moment on.
    func plan(_ script: StatusScript, for message: AcceptedMessage) {
        let now = time.uptime()
        let wall = time.wall()
        let events = script.steps.map { event($0, script.form, of: message, now, wall) }
        for destination in destinations(of: message) {
            if script.isOrdered {
                enqueue(events, for: destination)
            } else {
                for event in events { enqueue([event], for: destination) }
            }
            for copy in script.copies {
                enqueue([event(copy, script.form, of: message, now, wall)], for: destination)
            }
        }
    }

    /// Lets the answer of a send call go, if it waits for a status to be told.
    func releaseAnswer(of message: Int) {
        heldAnswers.removeValue(forKey: message)?.signal()
    }

    private func event(
        _ step: StatusScript.Step, _ form: ReceiptForm, of message: AcceptedMessage,
        _ now: Duration, _ wall: Double
    ) -> WebhookEvent {
        let update = StatusUpdate(
            status: step.status, message: message.number,
            timestamp: Int(wall + step.happened / .seconds(1)),
            carriesPricing: step.carriesPricing, failureCode: step.failureCode, form: form)
        return WebhookEvent(content: .status(update), due: now + step.offset)
    }

    /// Whether a receiver can be told of a message.
    private func isTold(_ message: AcceptedMessage) -> Bool {
        destinations(of: message).contains(where: isVerified)
    }

    private func destinations(of message: AcceptedMessage) -> [WebhookDestination] {
        destinations(field: "messages", of: message.wabaID, number: message.phoneNumberID)
    }
}
