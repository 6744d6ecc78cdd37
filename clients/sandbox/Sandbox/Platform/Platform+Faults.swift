/// What goes wrong on purpose: which call, and how its answer is changed.
extension Platform {
    /// What the rules for faults see of a call; `nil` of one that no rule can be for.
    func target(of request: GraphRequest) -> FaultTarget? {
        let path = request.path
        guard (2...3).contains(path.count), GraphVersion.isVersion(path[0]) else { return nil }
        let edge = path.count == 3 ? path[2] : nil
        if edge == "messages" { return messageTarget(request) }
        if edge == "message_templates" || templates[path[1]] != nil {
            return FaultTarget(endpoint: .templates)
        }
        if accounts[path[1]] != nil { return FaultTarget(endpoint: .account) }
        guard accounts.owner(ofNumber: path[1]) != nil else { return nil }
        return FaultTarget(endpoint: .number, phoneNumberID: path[1])
    }

    private func messageTarget(_ request: GraphRequest) -> FaultTarget {
        let body = try? request.body.get()
        return FaultTarget(
            endpoint: .messages, phoneNumberID: request.path[1],
            recipient: body?["to"]?.string.flatMap(RecipientNumber.digits),
            template: body?["template"]?["name"]?.string,
            language: body?["template"]?["language"]?["code"]?.string)
    }

    /// The answer of a call that a rule keeps from being carried out.
    func prevented(by rule: FaultRule, traceID: String) -> Answer {
        simulation.faults.noteFiring(of: rule.id)
        let hit = Answer.Injected(rule: rule.id, fault: rule.fault)
        guard case .error(let error) = rule.fault else {
            return Answer(body: [:], injected: hit)
        }
        return Answer(
            status: error.status, body: error.envelope(traceID: traceID), refusal: error,
            injected: hit)
    }

    /// Lets a rule spoil the answer of a call that was carried out, and notes it in the journal.
    func spoil(_ answer: inout Answer, by rule: FaultRule, of target: FaultTarget) {
        simulation.faults.noteFiring(of: rule.id)
        answer.injected = Answer.Injected(rule: rule.id, fault: rule.fault)
        switch rule.fault {
        case .noMessageID: answer.body = answer.body.withoutIDs
        case .wrongJSON: answer.body = ["success": true]
        default: break
        }
        if target.endpoint == .messages {
            // No other call comes between a message and its answer: the last one is this one's.
            journal.update(journal.count) { $0.fault = rule.id }
        }
    }

    /// `POST /sandbox/faults`: one rule, or several under `rules`; all of them or none.
    func addFaults(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        var changed = simulation.faults
        if fields.value("rules") != nil { try fields.allow(only: ["rules"]) }
        let rules = fields.value("rules") == nil ? [fields] : try fields.objects("rules")
        for rule in rules {
            try changed.set(FaultRule(decoding: rule, programSeed: options.randomSeed))
        }
        simulation.faults = changed
        return Answer(body: faultList)
    }

    /// `DELETE /sandbox/faults/{id}`, and without an id all rules.
    func removeFaults(_ id: String?) throws(GraphError) -> Answer {
        guard id == nil || simulation.faults.rules.contains(where: { $0.id == id }) else {
            throw .invalid("there is no rule \(id ?? "")")
        }
        simulation.faults.removeAll { id == nil || $0.id == id }
        return .success
    }

    /// `GET /sandbox/faults`.
    var faultList: JSON {
        ["rules": .array(simulation.faults.rules.map(\.inspected))]
    }
}

extension JSON {
    /// An object without the ids in it and in the objects of its arrays.
    fileprivate var withoutIDs: JSON {
        switch self {
        case .object(let members):
            .object(members.filter { $0.key != "id" }.mapValues(\.withoutIDs))
        case .array(let elements): .array(elements.map(\.withoutIDs))
        default: self
        }
    }
}
