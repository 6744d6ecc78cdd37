/// The Graph API: which request means what.
extension Platform {
    /// Answers a request, an error in its envelope; counts and logs it.
    func graph(_ asked: GraphRequest, traceID: String) -> Answer {
        carryOutAgenda()
        counters.requests += 1
        let forwarded = GraphVersion.forwarded(asked.path)
        var request = asked
        request.path = forwarded?.path ?? asked.path
        let target = target(of: request)
        let rule = target.flatMap { simulation.faults.choose($0) }
        var answer: Answer
        if let rule, rule.fault.moment == .before {
            answer = prevented(by: rule, traceID: traceID)
        } else {
            answer = carriedOut(request, traceID: traceID)
            if let target, let rule, answer.refusal == nil { spoil(&answer, by: rule, of: target) }
        }
        answer.version = forwarded?.version
        if target?.endpoint == .messages { answer.delay = simulation.drawLatency() }
        if let code = answer.refusal?.code { counters.refused[code, default: 0] += 1 }
        if let limit = answer.refusal?.limit { counters.limited[limit, default: 0] += 1 }
        requests.append(asked, answer, at: time.wall())
        return answer
    }

    private func carriedOut(_ request: GraphRequest, traceID: String) -> Answer {
        do throws(GraphError) {
            return try route(request)
        } catch {
            return Answer(
                status: error.status, body: error.envelope(traceID: traceID), usage: error.usage,
                refusal: error)
        }
    }

    private func route(_ request: GraphRequest) throws(GraphError) -> Answer {
        let path = request.path
        guard let version = path.first, GraphVersion.isVersion(version),
            (2...3).contains(path.count)
        else { throw .unknownPath("/" + path.joined(separator: "/")) }
        guard GraphVersion.usable.contains(version) else { throw .unknownVersion(version) }
        let token = try AccessToken.token(of: request)
        let opened = try AccessToken.accounts(openedBy: token, among: accounts.holding(token))
        try SecretProof.check(
            request.query[SecretProof.parameter], of: token,
            by: directory.apps.owner(ofToken: token))
        let id = path[1]
        let isNode = path.count == 2
        if let account = accounts[id], opened.contains(id) {
            return try managed(account.id) { () throws(GraphError) in
                try isNode ? wabaNode(account, request) : edge(of: account, request)
            }
        }
        if let (account, number) = accounts.owner(ofNumber: id), opened.contains(account.id) {
            return try isNode
                ? numberNode(id, number, of: account, request)
                : edge(ofNumber: id, number, account, request)
        }
        if let template = templates[id], opened.contains(template.wabaID) {
            return try managed(template.wabaID) { () throws(GraphError) in
                try isNode ? templateNode(template, request) : edge(of: template, request)
            }
        }
        throw .unknownNode(id, method: request.method)
    }

    /// Answers a call that counts as management of an account.
    private func managed(
        _ wabaID: String, _ work: () throws(GraphError) -> Answer
    ) throws(GraphError) -> Answer {
        let usage = try throttle.admitManagement(of: wabaID, now: time.uptime())
        var answer = try work()
        answer.usage = usage
        return answer
    }

    private func edge(of account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        switch (request.path[2], request.method) {
        case ("message_templates", "GET"): return try listTemplates(of: account, request)
        case ("message_templates", "POST"): return try createTemplate(for: account, request)
        case ("message_templates", "DELETE"): return try deleteTemplates(of: account, request)
        case ("phone_numbers", "GET"): return try listNumbers(of: account, request)
        case ("subscribed_apps", "GET"): return Answer(body: subscribedApps(of: account))
        case ("subscribed_apps", "POST"): return try subscribe(account, request)
        case ("subscribed_apps", "DELETE"): return try unsubscribe(account, request)
        case ("message_templates", _), ("phone_numbers", _), ("subscribed_apps", _):
            throw .unknownNode(account.id, method: request.method)
        default: throw .unknownPath("/" + request.path[2])
        }
    }

    private func edge(
        ofNumber id: String, _ number: String, _ account: Account, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        switch (request.path[2], request.method) {
        case ("messages", "POST"): return try send(from: id, number, of: account, request)
        case ("messages", _): throw .unknownNode(id, method: request.method)
        default: throw .unknownPath("/" + request.path[2])
        }
    }

    private func edge(of template: Template, _ request: GraphRequest) throws(GraphError) -> Answer {
        switch (request.path[2], request.method) {
        case ("unpause", "POST"): return try unpause(template)
        case ("unpause", _): throw .unknownNode(template.id, method: request.method)
        default: throw .unknownPath("/" + request.path[2])
        }
    }
}
