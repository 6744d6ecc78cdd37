extension ReceiptRules {
    /// Reads the body of `POST /sandbox/receipts`.
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: ["rules", "seed"])
        let objects = try fields.objects("rules")
        guard objects.count <= Limits.receiptRulesMax else {
            throw .invalid("rules must be at most \(Limits.receiptRulesMax)")
        }
        var rules: [ReceiptRule] = []
        for object in objects { rules.append(try ReceiptRule(decoding: object)) }
        let seed = try fields.integer("seed", in: 0...Int.max)
        self.init(rules, seed: UInt64(seed ?? Int.random(in: 0...Int(Int32.max))))
    }

    /// The rules with the seed that repeats them, and how many messages each took.
    var inspected: JSON {
        let shown = zip(rules, taken).map { rule, taken in
            JSON.object(rule.members.merging(["taken": .integer(taken)]) { first, _ in first })
        }
        return ["rules": .array(shown), "seed": .integer(Int(clamping: seed))]
    }
}

extension ReceiptRule {
    private static let names: Set<String> = [
        "recipient_suffix", "template", "phone_number_id", "probability", "statuses", "code",
        "shuffle",
        "duplicate_after_seconds", "delay_seconds", "early", "shape", "contacts", "hide_phone",
        "unknown_wamid", "unknown_field", "errors_only", "errors",
    ]

    /// Reads one rule; a member that is absent changes nothing.
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: Self.names)
        self.init()
        match = Match(
            recipientSuffix: try fields.string("recipient_suffix"),
            template: try fields.string("template"),
            phoneNumberID: try fields.string("phone_number_id"))
        probability = try fields.number("probability", in: 0...1) ?? 1
        statuses = try fields.strings("statuses")?.map(MessageStatus.init(rawValue:))
        guard (statuses ?? []).count <= Limits.receiptStatusesMax else {
            throw .invalid("\(fields.path)statuses must be at most \(Limits.receiptStatusesMax)")
        }
        failureCode = try fields.integer("code", in: 0...9_999_999) ?? failureCode
        isShuffled = try fields.bool("shuffle") ?? false
        duplicatesAfter = try Self.times(fields)
        delay = try fields.seconds("delay_seconds") ?? .zero
        isEarly = try fields.bool("early") ?? false
        form = try ReceiptForm(decoding: fields)
    }

    private static func times(_ fields: Fields) throws(GraphError) -> [Duration] {
        guard let value = fields.value("duplicate_after_seconds") else { return [] }
        guard let list = value.array, list.count <= Limits.receiptStatusesMax else {
            throw .invalid("\(fields.path)duplicate_after_seconds must be an array of seconds")
        }
        var times: [Duration] = []
        for element in list {
            let single = Fields(["duplicate_after_seconds": element], path: fields.path)
            if let time = try single.seconds("duplicate_after_seconds") { times.append(time) }
        }
        return times
    }

    fileprivate var members: [String: JSON] {
        [
            "recipient_suffix": .optional(match.recipientSuffix),
            "template": .optional(match.template),
            "phone_number_id": .optional(match.phoneNumberID),
            "probability": .number(probability),
            "statuses": statuses.map { .array($0.map { .string($0.rawValue) }) } ?? .null,
            "code": .integer(failureCode),
            "shuffle": .bool(isShuffled),
            "duplicate_after_seconds": .array(
                duplicatesAfter.map { .number($0 / .seconds(1)) }),
            "delay_seconds": .number(delay / .seconds(1)),
            "early": .bool(isEarly),
            "shape": .string(form.hasConversation ? "v23" : "v24"),
            "contacts": .bool(form.hasContacts),
            "hide_phone": .bool(form.hidesPhone),
            "unknown_wamid": .bool(form.hasUnknownWamid),
            "unknown_field": .bool(form.hasUnknownField),
            "errors_only": .bool(form.isErrorsOnly),
            "errors": .string(form.errors.rawValue),
        ]
    }
}

extension ReceiptForm {
    fileprivate init(decoding fields: Fields) throws(GraphError) {
        switch try fields.string("shape") ?? "v24" {
        case "v23": hasConversation = true
        case "v24": hasConversation = false
        default: throw .invalid("\(fields.path)shape must be v23 or v24")
        }
        hasContacts = try fields.bool("contacts") ?? true
        hidesPhone = try fields.bool("hide_phone") ?? false
        hasUnknownWamid = try fields.bool("unknown_wamid") ?? false
        hasUnknownField = try fields.bool("unknown_field") ?? false
        isErrorsOnly = try fields.bool("errors_only") ?? false
        guard let errors = Errors(rawValue: try fields.string("errors") ?? "present") else {
            throw .invalid("\(fields.path)errors must be present, missing or string")
        }
        self.errors = errors
    }
}
