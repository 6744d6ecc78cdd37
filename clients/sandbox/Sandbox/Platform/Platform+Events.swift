/// Webhooks on demand: what Meta tells of accounts and numbers, and what customers write.
extension Platform {
    /// `POST /sandbox/events`: tells one thing, at once or later.
    func tellEvent(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        let id = try fields.string("waba_id") ?? options.seed.wabaID
        guard let account = accounts[id] else { throw .invalid("there is no account \(id)") }
        let delay = try fields.seconds("after_seconds") ?? .zero
        let moment = EventMoment(
            time: Int(time.wall() + delay / .seconds(1)), wabaID: id,
            number: try number(of: account, fields),
            wamid: Wamid(
                recipient: try fields.string("from").flatMap(RecipientNumber.digits) ?? "",
                using: &generator))
        let change = try moment.change(fields)
        enqueue(
            [WebhookEvent(content: .change(change), due: time.uptime() + delay)], for: id)
        var answer: [String: JSON] = ["success": true]
        if change.value["messages"] != nil { answer["wamid"] = .string(moment.wamid.rawValue) }
        return Answer(body: .object(answer))
    }

    private func number(
        of account: Account, _ fields: Fields
    ) throws(GraphError) -> EventMoment.Number {
        let id = try fields.string("phone_number_id") ?? account.numbers.keys.min() ?? ""
        guard let digits = account.numbers[id] else {
            throw .invalid("account \(account.id) has no phone number \(id)")
        }
        return EventMoment.Number(id: id, digits: digits)
    }
}
