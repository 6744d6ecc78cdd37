/// The last requests to the Graph API, refused ones included.
struct RequestLog: Sendable {
    struct Entry: Sendable, Hashable {
        let number: Int
        let method: String
        let path: String
        /// The recipient and the callback data of a send call, as far as they could be read.
        let to: String?
        let callbackData: String?
        let status: Int
        /// The error's code; `nil` for an accepted request.
        let code: Int?
        let details: String?
        /// Seconds since 1970.
        let at: Double
    }

    private(set) var entries: [Entry] = []
    private(set) var count = 0

    /// Notes a request and its answer; beyond the limit the oldest tenth is forgotten.
    mutating func append(_ request: GraphRequest, status: Int, error: GraphError?, at: Double) {
        if entries.count >= Limits.requestLogMax {
            entries.removeFirst(Limits.requestLogMax / 10)
        }
        count += 1
        let body = try? request.body.get()
        entries.append(
            Entry(
                number: count, method: request.method,
                path: "/" + request.path.joined(separator: "/"), to: body?["to"]?.string,
                callbackData: body?["biz_opaque_callback_data"]?.string, status: status,
                code: error?.code, details: error?.details ?? error?.user?.message, at: at))
    }
}

extension RequestLog.Entry {
    /// The entry as `/sandbox/requests` shows it.
    var inspected: JSON {
        [
            "n": .integer(number), "at": .string(ISOTime.text(at)), "method": .string(method),
            "path": .string(path), "to": .optional(to),
            "biz_opaque_callback_data": .optional(callbackData), "status": .integer(status),
            "code": code.map(JSON.integer) ?? .null, "details": .optional(details),
        ]
    }
}
