import ArgumentParser

/// The options about what goes wrong on purpose.
struct FaultOptions: ParsableArguments {
    @Option(help: "Determines which calls the rules for faults hit, and each call's latency.")
    var seed: UInt64 = PlatformOptions().randomSeed

    @Option(
        name: .customLong("latency-p50-milliseconds"),
        help: "Half of the send calls are answered after at most this time.")
    var p50: Int?

    @Option(
        name: .customLong("latency-p99-milliseconds"),
        help: "All but one in a hundred are; without it all take the same time.")
    var p99: Int?

    @Flag(help: "Let recipients with certain last digits fail.")
    var magicRecipients = false

    @Flag(
        name: .customLong("rewrite-wa-ids"),
        help: "Answer with another wa_id than was written where Meta does.")
    var rewriteWaIDs = false

    @Option(
        name: .customLong("wa-ids"),
        help: "Numbers with another wa_id: the JSON that POST /sandbox/wa-ids takes.")
    var otherWaIDs: WaIDRules?

    /// Refuses what the platform would refuse.
    func check() throws {
        guard p99 == nil || p50 != nil else {
            throw ValidationError("--latency-p99-milliseconds needs --latency-p50-milliseconds")
        }
        do throws(GraphError) {
            _ = try latency
        } catch {
            throw ValidationError(error.details ?? error.title)
        }
    }

    /// Says the options to the platform; after ``check()`` none is refused.
    func apply(to options: inout PlatformOptions) {
        options.randomSeed = seed
        options.latency = try? latency
        options.hasMagicRecipients = magicRecipients
        options.rewritesWaIDs = rewriteWaIDs
        options.otherWaIDs = otherWaIDs ?? options.otherWaIDs
    }

    private var latency: Latency? {
        get throws(GraphError) {
            guard let p50 else { return nil }
            return try Latency(p50: .milliseconds(p50), p99: .milliseconds(p99 ?? p50))
        }
    }
}

extension WaIDRules: ExpressibleByArgument {
    init?(argument: String) {
        guard let members = (try? JSON(parsing: Array(argument.utf8)))?.object,
            let rules = try? WaIDRules(decoding: Fields(members))
        else { return nil }
        self = rules
    }
}
