/// The part of `/sandbox` that is about customers: what they do, and who Meta says they are.
extension Platform {
    /// The customer with a `wa_id`, as an account's portfolio sees them.
    func customer(_ waID: String, of wabaID: String) -> Customer {
        customers.customer(waID, of: accounts[wabaID]?.portfolioID ?? "")
    }

    /// Answers a request about customers; `nil` if it is about something else.
    func customerControl(_ request: GraphRequest) throws(GraphError) -> Answer? {
        let path = Array(request.path.dropFirst())
        switch (request.method, path.first, path.count) {
        case ("GET", "customers", 1):
            let wabaID = try wabaID(request)
            return Answer(
                body: ["customers": .array(customers.waIDs.map { shown($0, to: wabaID) })])
        case ("GET", "customers", 2):
            return Answer(body: shown(try waID(path[1]), to: try wabaID(request)))
        case ("POST", "customers", 3):
            return try act(path[2], by: waID(path[1]), request)
        case ("GET", "wa-ids", 1): return Answer(body: waIDs.inspected)
        case ("POST", "wa-ids", 1):
            waIDs = try WaIDRules(decoding: Fields(request.members()))
            return Answer(body: waIDs.inspected)
        default: return nil
        }
    }

    /// `POST /sandbox/customers/{number}/{action}`: what a customer does is told, at once or
    /// later; what they are from here on is so at once.
    private func act(
        _ name: String, by waID: String, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        guard let action = try CustomerAction(name, decoding: fields) else {
            throw .unknownControl(request)
        }
        let moment = try eventMoment(fields, wamidOf: waID)
        let delay = try fields.seconds("after_seconds") ?? .zero
        let change = try perform(action, by: waID, at: moment)
        if let change { tell(change, of: moment, after: delay) }
        var known = waID
        if case .changeNumber(let number) = action { known = waIDs.waID(of: number) }
        var answer = shown(known, to: moment.wabaID).object ?? [:]
        answer["success"] = true
        if let message = change?.value["messages"]?.array?.first { answer["wamid"] = message["id"] }
        return Answer(body: .object(answer))
    }

    private func perform(
        _ action: CustomerAction, by waID: String, at moment: EventMoment
    ) throws(GraphError) -> WebhookChange? {
        let customer = customer(waID, of: moment.wabaID)
        switch action {
        case .write, .edit, .tap, .reply:
            let content = try content(of: action, by: customer, moment)
            return moment.message(from: customer, content)
        case .changeNumber(let number):
            let other = waIDs.waID(of: number)
            guard other != waID else { throw .invalid("to is the customer's number already") }
            try customers.move(waID, to: other)
            return moment.systemMessage(customer, self.customer(other, of: moment.wabaID))
        case .changeUserID:
            try customers.update(waID) { $0.userIDChanges += 1 }
            return moment.systemMessage(customer, self.customer(waID, of: moment.wabaID))
        case .prefer(let preference, let ids):
            return moment.preference(preference, of: customer, ids: ids)
        case .hide(let hasContactNumber, let username):
            try customers.update(waID) { traits in
                traits.isHidden = true
                traits.hasContactNumber = hasContactNumber
                traits.username = username ?? traits.username
            }
        case .show:
            try customers.update(waID) { traits in
                traits.isHidden = false
                traits.hasContactNumber = false
            }
        }
        return nil
    }

    /// What a message of a customer has beside who wrote it and when.
    private func content(
        of action: CustomerAction, by customer: Customer, _ moment: EventMoment
    ) throws(GraphError) -> [String: JSON] {
        switch action {
        case .write(let text, let context): return moment.text(text, answering: context)
        case .edit(let wamid, let text): return moment.edit(of: wamid, text)
        case .tap(let wamid, let text, let payload):
            let last = lastMessage(to: customer, from: moment.number.id)
            let reply = last?.rendered.buttons.first { $0.type == "QUICK_REPLY" }
            guard let wamid = wamid ?? last?.wamid.rawValue else { throw .missing("wamid") }
            guard let text = text ?? reply?.label else { throw .missing("text") }
            return moment.tap(on: wamid, text, payload: payload ?? reply?.value)
        case .reply(let wamid, let id, let title):
            let last = lastMessage(to: customer, from: moment.number.id)
            guard let wamid = wamid ?? last?.wamid.rawValue else { throw .missing("wamid") }
            return moment.reply(to: wamid, id: id ?? "reply-1", title)
        case .changeNumber, .changeUserID, .prefer, .hide, .show: return [:]
        }
    }

    private func lastMessage(to customer: Customer, from numberID: String) -> AcceptedMessage? {
        journal.last { message in
            message.request.recipient == customer.waID && message.phoneNumberID == numberID
        }
    }

    private func waID(_ number: String) throws(GraphError) -> String {
        guard let digits = RecipientNumber.digits(of: number) else {
            throw .invalid("the customer's number must be 7 to 15 digits")
        }
        return waIDs.waID(of: digits)
    }

    /// The account that a question is about, by default the first.
    private func wabaID(_ request: GraphRequest) throws(GraphError) -> String {
        try directory.account(request.query["waba_id"] ?? options.seed.wabaID).id
    }

    /// A customer as `/sandbox/customers` shows them, with the user id that an account sees.
    private func shown(_ waID: String, to wabaID: String) -> JSON {
        let customer = customer(waID, of: wabaID)
        return [
            "wa_id": .string(waID), "user_id": .string(customer.userID),
            "hidden": .bool(customer.traits.isHidden),
            "contact_wa_id": .bool(
                !customer.traits.isHidden || customer.traits.hasContactNumber),
            "username": .optional(customer.traits.username),
        ]
    }
}
