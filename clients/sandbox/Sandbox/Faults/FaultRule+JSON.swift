extension FaultRule {
    /// Reads a rule of `POST /sandbox/faults`; one without a seed gets its own from the program's.
    init(decoding fields: Fields, programSeed: UInt64) throws(GraphError) {
        try fields.allow(only: ["id", "match", "probability", "seed", "fault"])
        let id = try fields.required("id")
        guard id.utf8.count <= Limits.faultRuleIDMax else {
            throw .invalid("\(fields.path)id is longer than \(Limits.faultRuleIDMax) characters")
        }
        let probability = try fields.number("probability", in: 0...1) ?? 1
        let seed = try fields.integer("seed", in: 0...Int.max)
        self.init(
            id: id, match: try FaultMatch(decoding: fields.object("match") ?? Fields([:])),
            probability: probability,
            seed: seed.map { UInt64($0) } ?? SeededGenerator.seed(programSeed, for: id),
            fault: try Fault(decoding: fields.requiredObject("fault")))
    }

    /// The rule as `/sandbox/faults` shows it.
    var inspected: JSON {
        [
            "id": .string(id), "match": match.inspected, "probability": .number(probability),
            "seed": .integer(Int(clamping: seed)), "fault": fault.inspected,
            "matched": .integer(matched),
            "fired": .integer(fired),
        ]
    }
}

extension FaultMatch {
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: [
            "endpoint", "recipient_suffix", "template", "language", "phone_number_id", "every",
            "after", "until",
        ])
        let name = try fields.string("endpoint")
        endpoint = name.flatMap(FaultTarget.Endpoint.init)
        guard name == nil || endpoint != nil else {
            throw .invalid("\(fields.path)endpoint must be messages, templates, number or account")
        }
        recipientSuffix = try fields.string("recipient_suffix")
        template = try fields.string("template")
        language = try fields.string("language")
        phoneNumberID = try fields.string("phone_number_id")
        every = try fields.integer("every", in: 1...Int.max) ?? every
        after = try fields.integer("after", in: 0...Int.max) ?? after
        until = try fields.integer("until", in: 1...Int.max)
    }

    fileprivate var inspected: JSON {
        [
            "endpoint": .optional(endpoint?.rawValue),
            "recipient_suffix": .optional(recipientSuffix), "template": .optional(template),
            "language": .optional(language),
            "phone_number_id": .optional(phoneNumberID), "every": .integer(every),
            "after": .integer(after), "until": until.map(JSON.integer) ?? .null,
        ]
    }
}

extension Fault {
    /// Reads a fault by its `type`, with the members that the type has.
    init(decoding fields: Fields) throws(GraphError) {
        let type = try fields.required("type")
        switch type {
        case "error": self = .error(try GraphError(decoding: fields))
        case "refusal":
            try fields.allow(only: ["type", "code"])
            guard let code = try fields.integer("code") else {
                throw .missing(fields.path + "code")
            }
            self = .error(try .refusal(code, path: fields.path))
        case "bad_gateway": self = .badGateway(try Self.moment(fields))
        case "empty_body": self = .emptyBody(try Self.moment(fields))
        case "reset": self = .reset(try Self.moment(fields))
        case "hang":
            self = .hang(try Self.moment(fields, and: ["seconds"]), try fields.seconds("seconds"))
        case "slow_body":
            try fields.allow(only: ["type", "seconds"])
            self = .slowBody(try fields.seconds("seconds") ?? .seconds(5))
        case "truncated", "no_message_id", "wrong_json":
            try fields.allow(only: ["type"])
            self =
                type == "truncated" ? .truncated : type == "wrong_json" ? .wrongJSON : .noMessageID
        default:
            throw .invalid(
                "\(fields.path)type must be error, refusal, bad_gateway, empty_body, reset, "
                    + "hang, truncated, slow_body, no_message_id or wrong_json")
        }
    }

    private static func moment(
        _ fields: Fields, and others: Set<String> = []
    ) throws(GraphError) -> Moment {
        try fields.allow(only: others.union(["type", "when"]))
        guard let name = try fields.string("when") else { return .before }
        guard let moment = Moment(rawValue: name) else {
            throw .invalid("\(fields.path)when must be before or after")
        }
        return moment
    }

    fileprivate var inspected: JSON {
        switch self {
        case .error(let error):
            [
                "type": "error", "code": .integer(error.code), "status": .integer(error.status),
                "subcode": error.subcode.map(JSON.integer) ?? .null,
                "message": .string(error.title), "details": .optional(error.details),
                "is_transient": error.isTransient.map(JSON.bool) ?? .null,
            ]
        case .badGateway(let moment): Self.shown("bad_gateway", moment)
        case .emptyBody(let moment): Self.shown("empty_body", moment)
        case .reset(let moment): Self.shown("reset", moment)
        case .hang(let moment, let time):
            [
                "type": "hang", "when": .string(moment.rawValue),
                "seconds": time.map { .number($0 / .seconds(1)) } ?? .null,
            ]
        case .slowBody(let time):
            ["type": "slow_body", "seconds": .number(time / .seconds(1))]
        case .truncated: ["type": "truncated"]
        case .noMessageID: ["type": "no_message_id"]
        case .wrongJSON: ["type": "wrong_json"]
        }
    }

    private static func shown(_ type: String, _ moment: Moment) -> JSON {
        ["type": .string(type), "when": .string(moment.rawValue)]
    }
}

extension GraphError {
    /// Reads the error that a rule injects; an HTTP status that is left out is 400.
    fileprivate init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: [
            "type", "code", "status", "subcode", "message", "details", "is_transient",
        ])
        guard let code = try fields.integer("code", in: 0...Int(Int32.max)) else {
            throw .missing(fields.path + "code")
        }
        self.init(
            status: try fields.integer("status", in: 200...599) ?? 400, code: code,
            subcode: try fields.integer("subcode", in: 0...Int(Int32.max)),
            title: try fields.string("message") ?? "Injected error",
            details: try fields.string("details"), isTransient: try fields.bool("is_transient"))
    }
}
