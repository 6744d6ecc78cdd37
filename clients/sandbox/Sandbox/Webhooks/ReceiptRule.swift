/// How the statuses of some messages deviate from the usual.
struct ReceiptRule: Sendable, Hashable {
    /// Which messages; an absent criterion lets every message pass.
    struct Match: Sendable, Hashable {
        /// The last digits of the recipient.
        var recipientSuffix: String?
        var template: String?
        var phoneNumberID: String?

        func includes(_ message: AcceptedMessage) -> Bool {
            message.request.recipient.hasSuffix(recipientSuffix ?? "")
                && (template ?? message.request.templateName) == message.request.templateName
                && (phoneNumberID ?? message.phoneNumberID) == message.phoneNumberID
        }
    }

    var match = Match()
    /// The share of the matching messages that the rule takes, 0 to 1.
    var probability = 1.0
    /// What is told, in the order in which it happens; `nil` for the usual.
    var statuses: [MessageStatus]?
    /// The code of a `failed` among the statuses.
    var failureCode = 131_026
    /// Told in another order than they happened, and at the same time if they fall due so.
    var isShuffled = false
    /// Each status is told once more after each of these times.
    var duplicatesAfter: [Duration] = []
    /// Everything is told so much later than it happened.
    var delay = Duration.zero
    /// The first status is told before the send call is answered.
    var isEarly = false
    var form = ReceiptForm()

    /// The plan for one message.
    func script(
        _ delays: StatusDelays, withRead: Bool, using generator: inout some RandomNumberGenerator
    ) -> StatusScript {
        let told = statuses ?? delays.statuses(withRead: withRead, using: &generator)
        var script = StatusScript(
            told, at: delays.offsets(of: told, using: &generator), failureCode: failureCode)
        script.form = form
        for index in script.steps.indices { script.steps[index].offset += delay }
        if isShuffled { shuffle(&script, using: &generator) }
        if isEarly, !script.steps.isEmpty { script.steps[0].offset = .zero }
        script.copies = duplicatesAfter.flatMap { time in
            script.steps.map { step in
                var copy = step
                copy.offset += time
                return copy
            }
        }
        return script
    }

    /// Two or more statuses never keep their order.
    private func shuffle(
        _ script: inout StatusScript, using generator: inout some RandomNumberGenerator
    ) {
        let times = script.steps.map(\.offset)
        guard times.count > 1 else { return }
        var order = Array(times.indices)
        while order == Array(times.indices) { order.shuffle(using: &generator) }
        script.steps = zip(order, times).map { index, time in
            var step = script.steps[index]
            step.offset = time
            return step
        }
        script.isOrdered = false
    }
}
