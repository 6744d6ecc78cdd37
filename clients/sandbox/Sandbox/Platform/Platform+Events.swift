/// Webhooks on demand: what Meta tells of accounts and numbers, and what customers write.
extension Platform {
    /// `POST /sandbox/events`: tells one thing, at once or later.
    func tellEvent(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        let from = try fields.string("from").flatMap(RecipientNumber.digits)
        let moment = try eventMoment(fields, wamidOf: from.map(waIDs.waID))
        let change = try moment.change(fields)
        tell(change, of: moment, after: try fields.seconds("after_seconds") ?? .zero)
        var answer: [String: JSON] = ["success": true]
        if change.value["messages"] != nil { answer["wamid"] = .string(moment.wamid.rawValue) }
        return Answer(body: .object(answer))
    }

    /// Tells receivers of an event of a number, also where its value does not name the number.
    func tell(_ change: WebhookChange, of moment: EventMoment, after delay: Duration) {
        enqueue(
            [WebhookEvent(content: .change(change), due: time.uptime() + delay)],
            field: change.field, of: change.wabaID, number: moment.number.id)
    }

    /// When, of which number, and under which id a request's event is told.
    func eventMoment(_ fields: Fields, wamidOf waID: String?) throws(GraphError) -> EventMoment {
        let id = try fields.string("waba_id") ?? options.seed.wabaID
        let account = try directory.account(id)
        let delay = try fields.seconds("after_seconds") ?? .zero
        // The id of whoever hides their number does not tell it either.
        let isShown = waID.map { !customer($0, of: id).traits.isHidden } ?? false
        return EventMoment(
            time: Int(time.wall() + delay / .seconds(1)), wabaID: id,
            number: try number(of: account, fields),
            wamid: Wamid(recipient: isShown ? waID ?? "" : "", using: &generator),
            customers: customers, waIDs: waIDs, portfolioID: account.portfolioID)
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
