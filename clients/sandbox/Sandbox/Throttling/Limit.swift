/// The limits that can refuse a call.
enum Limit: String, Sendable, CaseIterable {
    /// Messages from a number in a second.
    case throughput
    /// Messages from a number to a recipient.
    case pair
    /// Different recipients of a portfolio in a day.
    case portfolio
    /// Management calls of an account in an hour.
    case management
    /// A number that is being moved to another throughput.
    case maintenance
}

/// The errors of the limits; Meta's table gives all of them 400 but the last.
extension GraphError {
    static func throughput(_ most: String) -> GraphError {
        limited(
            .throughput, 130_429, "Rate limit hit",
            "more than \(most) messages in a second from this number")
    }

    static let pairLimit = limited(
        .pair, 131_056, "(Business Account, Consumer Account) pair rate limit hit",
        "too many messages from this number to this recipient in a short time")

    /// Meta documents no code for a portfolio's limit; this is the one for a restricted sender.
    static func portfolioLimit(_ most: String) -> GraphError {
        limited(
            .portfolio, 131_048, "Spam rate limit hit",
            "the portfolio has written to \(most) different recipients in 24 hours")
    }

    static func managementLimit(_ usage: BusinessUsage) -> GraphError {
        var error = limited(
            .management, 80_007, "The WhatsApp Business Account has hit its rate limit",
            "too many management calls in an hour")
        error.usage = usage
        return error
    }

    static let inMaintenance = limited(
        .maintenance, 131_057, "Business account is in maintenance mode",
        "the throughput of this number is being changed, which takes about a minute", status: 500)

    private static func limited(
        _ limit: Limit, _ code: Int, _ title: String, _ details: String, status: Int = 400
    ) -> GraphError {
        GraphError(status: status, code: code, title: title, details: details, limit: limit)
    }
}

/// What the header `x-business-use-case-usage` tells of an account.
struct BusinessUsage: Sendable, Hashable {
    static let header = "x-business-use-case-usage"

    let wabaID: String
    /// The used part of the limit.
    let percent: Int
    /// Until calls are allowed again; 0 while they are.
    let minutesToRegainAccess: Int

    var json: JSON {
        .object([
            wabaID: [
                [
                    "type": "whatsapp", "call_count": .integer(percent), "total_cputime": 0,
                    "total_time": 0,
                    "estimated_time_to_regain_access": .integer(minutesToRegainAccess),
                ]
            ]
        ])
    }
}
