/// The last requests to the Graph API, refused ones included.
struct RequestLog: Sendable {
    struct Entry: Sendable {
        let number: Int
        let method: String
        let path: String
        /// The recipient and the callback data of a send call, as far as they could be read.
        let to: String?
        let callbackData: String?
        /// Whether a proof was given, right or wrong.
        let hasProof: Bool
        let answer: Answer.Summary
        /// Seconds since 1970.
        let at: Double
    }

    private var entries = Ledger<Entry>(limit: Limits.requestLogMax)

    var count: Int { entries.count }

    /// Notes a request and its answer; beyond the limit the oldest tenth is forgotten.
    mutating func append(_ request: GraphRequest, _ answer: Answer, at: Double) {
        let body = try? request.body.get()
        entries.append(
            Entry(
                number: entries.nextNumber, method: request.method,
                path: "/" + request.path.joined(separator: "/"), to: body?["to"]?.string,
                callbackData: body?["biz_opaque_callback_data"]?.string,
                hasProof: request.query[SecretProof.parameter] != nil, answer: answer.summary,
                at: at))
    }

    func page(_ page: InspectionPage) -> [Entry] {
        entries.page(after: page.after, limit: page.limit)
    }
}

extension RequestLog.Entry {
    /// The entry as `/sandbox/requests` shows it.
    var inspected: JSON {
        [
            "n": .integer(number), "at": .string(ISOTime.text(at)), "method": .string(method),
            "path": .string(path), "to": .optional(to),
            "biz_opaque_callback_data": .optional(callbackData),
            "appsecret_proof": .bool(hasProof),
            "status": answer.status.map(JSON.integer) ?? .null,
            "code": answer.code.map(JSON.integer) ?? .null, "details": .optional(answer.details),
            "carried_out": .bool(answer.isCarriedOut),
            "limit": .optional(answer.limit?.rawValue), "fault": .optional(answer.faultRule),
        ]
    }
}
