import ArgumentParser
import Messages
import RPC

/// `paynotify replay start`.
struct ReplayStart: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Counts what a filter matches, and sends it once more.",
        discussion: """
            Without --yes nothing is sent: the command tells how many notifications match, and how \
            to go on. With --yes the number that was told has to be the number still. Those that \
            may not be sent once more at their turn are skipped.
            """)

    @OptionGroup var merchant: MerchantOption
    @OptionGroup(title: "Filter") var filter: ReplayFilterOptions
    @Option(help: ArgumentHelp("Notifications a second, 1 to 50.", valueName: "number"))
    var rate: UInt32 = 10
    @Flag(help: "Begin.")
    var yes = false
    @Option(help: ArgumentHelp("What was counted without --yes.", valueName: "number"))
    var expectedCount: UInt32?
    @OptionGroup var actor: ActorOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard yes == (expectedCount != nil) else {
            throw ValidationError("--yes and --expected-count go together.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        let request = StartReplayRequest(
            merchantID: merchant.id, filter: filter.filter, ratePerSecond: rate, dryRun: !yes,
            expectedCount: expectedCount ?? 0, actor: actor.name)
        let answer = try await server.call(.startReplay, request)
        output.show(answer) { yes ? answer.replay.text : invitation(answer.matched) }
    }

    /// How many match, and the command to go on with.
    private func invitation(_ count: UInt32) -> String {
        guard count > 0 else { return "no notification matches" }
        let words =
            ["paynotify", "replay", "start", "--merchant", merchant.id] + filter.words + [
                "--rate", String(rate), "--yes", "--expected-count", String(count),
            ]
        let noun = count == 1 ? "notification matches" : "notifications match"
        return "\(count) \(noun); nothing was sent. To send what may be sent once more:\n\n  "
            + words.joined(separator: " ")
    }
}

/// Which notifications to send once more.
struct ReplayFilterOptions: ParsableArguments {
    @Option(help: "How they ended; can be given several times.")
    var status: [Word<NotificationStatus>]
    @Option(
        help: ArgumentHelp(
            "Why, as notifications list shows it; can be given several times.", valueName: "word"))
    var reason: [String] = []
    @Option(
        help: ArgumentHelp("Meta's code; can be given several times.", valueName: "number"))
    var metaCode: [Int32] = []
    @Option(help: "Only of this plugin.")
    var plugin: Word<Plugin>?
    @Option(help: "Only of this state; can be given several times.")
    var state: [Word<PaymentState>] = []
    @Option(help: ArgumentHelp("Only what was made then or later.", valueName: "time"))
    var createdFrom: TimeArgument?
    @Option(help: ArgumentHelp("Only what was made before then.", valueName: "time"))
    var createdUntil: TimeArgument?

    /// The filter as the server takes it.
    var filter: ReplayFilter {
        ReplayFilter(
            statuses: status.map(\.value), reasons: reason, metaCodes: metaCode,
            plugin: plugin?.value ?? .unspecified, states: state.map(\.value),
            createdFromMilliseconds: createdFrom?.milliseconds ?? 0,
            createdUntilMilliseconds: createdUntil?.milliseconds ?? 0)
    }

    /// The options as they are typed.
    var words: [String] {
        var words: [String] = []
        for value in status { words += ["--status", value.value.word] }
        for value in reason { words += ["--reason", value] }
        for value in metaCode { words += ["--meta-code", String(value)] }
        if let plugin { words += ["--plugin", plugin.value.word] }
        for value in state { words += ["--state", value.value.word] }
        if let createdFrom { words += ["--created-from", createdFrom.text] }
        if let createdUntil { words += ["--created-until", createdUntil.text] }
        return words
    }
}
