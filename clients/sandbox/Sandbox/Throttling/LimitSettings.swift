/// Meta's limits as they hold for whoever has none of his own.
struct LimitSettings: Sendable, Hashable {
    var number = NumberLimits()
    /// Management calls of an account in any hour; Meta's are 200, and 5,000 with a number.
    var managementCallsPerHour = Allowance.upTo(5_000)
    /// Different recipients of a portfolio in any 24 hours.
    var recipientsPerDay = Allowance.upTo(100_000)

    /// No limit at all.
    static let unthrottled = LimitSettings(
        number: NumberLimits(messagesPerSecond: .unlimited, isPairLimited: false),
        managementCallsPerHour: .unlimited, recipientsPerDay: .unlimited)
}

/// The limits of one sender's number.
struct NumberLimits: Sendable, Hashable {
    /// Meta's are 80, 20 for a number that an app uses too, and 1,000 after an upgrade.
    var messagesPerSecond = Allowance.upTo(80)
    var isPairLimited = true
    var quality = QualityRating.green

    /// The member `throughput.level` of the number.
    var throughputLevel: String {
        messagesPerSecond.allows(80) ? "HIGH" : "STANDARD"
    }
}

/// How Meta rates a number.
enum QualityRating: String, Sendable, CaseIterable {
    case green = "GREEN"
    case yellow = "YELLOW"
    case red = "RED"
    case unknown = "UNKNOWN"
}

/// The levels of a portfolio's limit.
enum MessagingLimit {
    /// Meta's levels with their names.
    static let levels: [(allowance: Allowance, name: String)] = [
        (.upTo(250), "TIER_250"), (.upTo(2_000), "TIER_2K"), (.upTo(10_000), "TIER_10K"),
        (.upTo(100_000), "TIER_100K"), (.unlimited, "TIER_UNLIMITED"),
    ]

    /// The name of a level, and of a limit that is none the name of its figure.
    static func name(_ allowance: Allowance) -> String {
        levels.first { $0.allowance == allowance }?.name
            ?? "TIER_\(allowance.defaultValueDescription)"
    }
}
