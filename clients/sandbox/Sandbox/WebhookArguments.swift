import ArgumentParser
import Foundation

/// The options about what is told, and how it is posted.
struct WebhookArguments: ParsableArguments {
    @Flag(help: "Let statuses take as long as on the live platform instead of a fixed time.")
    var naturalDelays = false

    @Option(help: "Rules for statuses: the JSON that POST /sandbox/receipts takes.")
    var receipts: ReceiptRules?

    @Option(name: .customLong("webhook-batch"), help: "Updates in one POST at most, 1 to 1000.")
    var batch = WebhookOptions().batchMax

    @Option(
        name: .customLong("webhook-window-milliseconds"),
        help: "How long an update waits for others to share its POST; 20 if there are batches.")
    var windowMilliseconds: Int?

    @Option(
        name: .customLong("webhook-gap-seconds"),
        help: "The longest gap between two tries of an update.")
    var gapSeconds = 5

    @Option(help: "How long a template is under review before it is approved.")
    var reviewSeconds = 0

    /// Refuses numbers out of their bounds.
    func check() throws {
        guard (1...Limits.webhookBatchMax).contains(batch) else {
            throw ValidationError("--webhook-batch is not 1 to \(Limits.webhookBatchMax)")
        }
        guard (0...60_000).contains(windowMilliseconds ?? 0) else {
            throw ValidationError("--webhook-window-milliseconds is not 0 to 60000")
        }
        guard (0...Int(Limits.controlSecondsMax)).contains(reviewSeconds) else {
            throw ValidationError("--review-seconds is not 0 to \(Int(Limits.controlSecondsMax))")
        }
        guard (1...86_400).contains(gapSeconds) else {
            throw ValidationError("--webhook-gap-seconds is not 1 to 86400")
        }
    }

    /// Says the options to the platform.
    func apply(to options: inout PlatformOptions) {
        options.hasNaturalDelays = naturalDelays
        options.reviewTime = .seconds(reviewSeconds)
        options.receipts = receipts ?? options.receipts
        options.webhooks = WebhookOptions(
            batchMax: batch,
            window: .milliseconds(windowMilliseconds ?? (batch > 1 ? 20 : 0)),
            gapMax: .seconds(gapSeconds))
    }
}

extension ReceiptRules: ExpressibleByArgument {
    init?(argument: String) {
        guard let members = (try? JSON(parsing: Array(argument.utf8)))?.object,
            let rules = try? ReceiptRules(decoding: Fields(members))
        else { return nil }
        self = rules
    }
}
