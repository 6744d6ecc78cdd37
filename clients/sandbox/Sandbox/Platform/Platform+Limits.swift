/// The control of the limits, and what `/sandbox/stats` says of them.
extension Platform {
    private static let numberFields: Set = [
        "messages_per_second", "pair_limit", "quality_rating", "maintenance_seconds",
    ]

    /// `GET /sandbox/limits`: every number, account and portfolio with what it may and has used.
    var limits: JSON {
        let now = time.uptime()
        return [
            "numbers": .array(accounts.numberIDs.map { limits(ofNumber: $0, now) }),
            "accounts": .array(
                accounts.all.map { account in
                    let throttle = throttle.account(account.id)
                    return [
                        "waba_id": .string(account.id),
                        "management_calls_per_hour": throttle.callsPerHour.json,
                        "calls_in_last_hour": .integer(throttle.callsInLastHour(now: now)),
                    ]
                }),
            "portfolios": .array(
                accounts.portfolioIDs.map { id in
                    let throttle = throttle.portfolio(id)
                    return [
                        "portfolio_id": .string(id),
                        "recipients_per_day": throttle.recipientsPerDay.json,
                        "recipients_in_last_day": .integer(throttle.recipientsInLastDay(now: now)),
                    ]
                }),
        ]
    }

    /// `POST /sandbox/limits`: changes what is named, for one number, account or portfolio, or
    /// without an id for all and for those to come.
    func setLimits(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        let ids: Set = ["phone_number_id", "waba_id", "portfolio_id"]
        try fields.allow(
            only: Self.numberFields.union(ids).union([
                "management_calls_per_hour", "recipients_per_day",
            ]))
        let isForAll = ids.isDisjoint(with: fields.members.keys)
        let numbers = try selected("phone_number_id", fields, accounts.numberIDs, isForAll)
        let changes = try NumberChanges(fields)
        guard changes.isEmpty || !numbers.isEmpty else { throw .missing("phone_number_id") }
        let wabas = try selected("waba_id", fields, accounts.all.map(\.id), isForAll)
        let calls = try allowance("management_calls_per_hour", fields, of: wabas, "waba_id")
        let portfolios = try selected("portfolio_id", fields, accounts.portfolioIDs, isForAll)
        let recipients = try allowance("recipients_per_day", fields, of: portfolios, "portfolio_id")

        let now = time.uptime()
        throttle.change(numbers: numbers, withDefault: isForAll) { changes.apply(to: &$0, now) }
        if let calls { throttle.setManagementCalls(of: wabas, withDefault: isForAll, to: calls) }
        if let recipients {
            throttle.setRecipients(of: portfolios, withDefault: isForAll, to: recipients)
        }
        return Answer(body: limits)
    }

    /// What the limits have refused, and how near the callers came.
    var limitStats: JSON {
        let refused = Limit.allCases.map { ($0.rawValue, JSON.integer(counters.limited[$0] ?? 0)) }
        let numbers = throttle.numbers.sorted { $0.key < $1.key }.map { id, throttle in
            [
                "phone_number_id": .string(id),
                "highest_per_second": .integer(throttle.highestPerSecond),
                "highest_per_pair_in_6_seconds": .integer(throttle.highestPerPair),
            ] as JSON
        }
        return [
            "refused": .object(Dictionary(refused) { first, _ in first }),
            "numbers": .array(numbers),
        ]
    }

    private func limits(ofNumber id: String, _ now: Duration) -> JSON {
        let number = throttle.number(id)
        let left = max(.zero, number.maintenanceEnd - now) / .seconds(1)
        return [
            "phone_number_id": .string(id),
            "messages_per_second": number.limits.messagesPerSecond.json,
            "pair_limit": .bool(number.limits.isPairLimited),
            "quality_rating": .string(number.limits.quality.rawValue),
            "maintenance_seconds": .number(left),
        ]
    }

    /// The ids that a change is for: the one that is named, all, or none.
    private func selected(
        _ name: String, _ fields: Fields, _ known: [String], _ isForAll: Bool
    ) throws(GraphError) -> [String] {
        guard let id = try fields.string(name) else { return isForAll ? known : [] }
        guard known.contains(id) else { throw .invalid("there is no \(name) \(id)") }
        return [id]
    }

    private func allowance(
        _ name: String, _ fields: Fields, of ids: [String], _ idName: String
    ) throws(GraphError) -> Allowance? {
        guard let allowance = try fields.allowance(name) else { return nil }
        guard !ids.isEmpty else { throw .missing(idName) }
        return allowance
    }
}

/// What `POST /sandbox/limits` wants changed of a number.
private struct NumberChanges {
    private let messagesPerSecond: Allowance?
    private let isPairLimited: Bool?
    private let quality: QualityRating?
    private let maintenance: Duration?

    init(_ fields: Fields) throws(GraphError) {
        messagesPerSecond = try fields.allowance("messages_per_second")
        isPairLimited = try fields.bool("pair_limit")
        let name = try fields.string("quality_rating")
        quality = name.flatMap(QualityRating.init)
        guard name == nil || quality != nil else {
            throw .invalid("quality_rating must be GREEN, YELLOW, RED or UNKNOWN")
        }
        maintenance = try fields.number("maintenance_seconds", in: 0...86_400).map { .seconds($0) }
    }

    var isEmpty: Bool {
        messagesPerSecond == nil && isPairLimited == nil && quality == nil && maintenance == nil
    }

    func apply(to number: inout NumberThrottle, _ now: Duration) {
        if let messagesPerSecond { number.limits.messagesPerSecond = messagesPerSecond }
        if let isPairLimited { number.limits.isPairLimited = isPairLimited }
        if let quality { number.limits.quality = quality }
        if let maintenance { number.maintenanceEnd = now + maintenance }
    }
}

extension Fields {
    fileprivate func allowance(_ name: String) throws(GraphError) -> Allowance? {
        guard let value = value(name) else { return nil }
        guard let allowance = Allowance(value) else {
            throw .invalid("\(path)\(name) must be a number from 1 to 1000000 or unlimited")
        }
        return allowance
    }
}
