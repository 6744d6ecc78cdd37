/// Every limit of the sandbox, with Meta's where Meta states one.
enum Limits {
    /// The largest request body.
    static let requestBytesMax = 1 << 20
    /// The time a request's body may take to arrive.
    static let requestBodyTimeout: Duration = .seconds(10)
    /// A connection on which nothing moves for so long is closed.
    static let connectionIdleTimeout: Duration = .seconds(60)
    /// The time a stop waits for requests under way.
    static let shutdownTimeout: Duration = .seconds(5)

    /// How fast the clock may run, and how far it may be moved at once: ten years.
    static let timeScales = 1...10_000
    static let clockLeapSecondsMax = 315_360_000.0

    /// Messages kept for inspection; beyond it the oldest are forgotten, and counted.
    static let journalMessagesMax = 250_000
    /// Requests kept for inspection; beyond it the oldest are forgotten.
    static let requestLogMax = 250_000
    /// Levels of arrays and objects in a request.
    static let jsonLevelsMax = 64
    /// Rules for faults, and the characters of a rule's id.
    static let faultRulesMax = 1_000
    static let faultRuleIDMax = 128
    /// The longest p99 of the latency.
    static let latencyMax: Duration = .seconds(600)
    /// The pieces in which a slow body is written.
    static let slowBodyPieces = 10
    /// Entries on a page of `/sandbox` lists when the caller names no limit, and at most.
    static let inspectionPageDefault = 1_000
    static let inspectionPageMax = 10_000
    /// Messages, repetitions and events whose webhooks wait; beyond it new ones are dropped, and
    /// counted.
    static let webhookLanesMax = 500_000
    /// POSTs that are under way at the same time.
    static let webhooksInFlightMax = 32
    /// Updates in one POST, and its bytes: Meta's limits.
    static let webhookBatchMax = 1_000
    static let webhookBytesMax = 3_000_000
    /// POSTs kept for inspection; beyond it the oldest are forgotten.
    static let webhookLogMax = 10_000
    /// The longest wait of a send call for a status that is told before its answer.
    static let earlyReceiptWait: Duration = .seconds(2)
    /// Rules for statuses, and statuses or repetitions in one rule.
    static let receiptRulesMax = 100
    static let receiptStatusesMax = 20
    /// The longest time that a control request may name, in seconds: thirty days.
    static let controlSecondsMax = 2_592_000.0
    /// The time a webhook's receiver has to answer; Meta's value is undocumented.
    static let webhookTimeout: Duration = .seconds(10)
    /// The largest answer to a webhook that is read.
    static let webhookAnswerBytesMax = 64 << 10

    /// Apps, and customers whose phone or id is another than the usual.
    static let appsMax = 1_000
    static let customersMax = 100_000
    /// Rules for other `wa_id`s.
    static let waIDRulesMax = 1_000
    /// Numbers of an account on a page when the caller names no limit, and at most.
    static let numberPageDefault = 25
    static let numberPageMax = 100

    /// Templates of one account: Meta's limit for a verified business.
    static let templatesMax = 6_000
    /// Templates on a page when the caller names no limit, and at most.
    static let templatePageDefault = 25
    static let templatePageMax = 1_000
    static let templateNameMax = 512
    static let headerTextMax = 60
    static let bodyTextMax = 1_024
    static let footerTextMax = 60
    static let buttonsMax = 10
    static let buttonLabelMax = 25
    static let buttonURLMax = 2_000
    static let copyCodeMax = 15
    static let payloadMax = 256
    static let callbackDataMax = 512
}
