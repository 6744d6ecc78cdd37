import ArgumentParser

/// The options that set the limits from the start.
struct LimitOptions: ParsableArguments {
    @Option(help: "Messages from a number in a second: 80, 20, 1000 … or unlimited.")
    var messagesPerSecond = LimitSettings().number.messagesPerSecond

    @Flag(
        inversion: .prefixedNo,
        help: "Hold a number to 45 messages at once, and one in 6 s, to a recipient.")
    var pairLimit = true

    @Option(help: "Management calls of an account in an hour: 5000, 200 … or unlimited.")
    var managementCallsPerHour = LimitSettings().managementCallsPerHour

    @Option(help: "Recipients in a day: 250, 2000, 10000, 100000 or unlimited.")
    var recipientsPerDay = LimitSettings().recipientsPerDay

    @Flag(help: "Switch all limits off.")
    var unthrottled = false

    var settings: LimitSettings {
        guard !unthrottled else { return .unthrottled }
        return LimitSettings(
            number: NumberLimits(messagesPerSecond: messagesPerSecond, isPairLimited: pairLimit),
            managementCallsPerHour: managementCallsPerHour, recipientsPerDay: recipientsPerDay)
    }
}
