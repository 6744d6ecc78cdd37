import Messages

/// What both records say of the promises that every run is judged by: what was acknowledged is stored,
/// each state has one intent, and each intent one message, with an attempt that was stored before it
/// left.
struct Promises: Hashable, Sendable {
    /// Intents that were acknowledged and are not stored.
    private(set) var vanished: [String] = []
    /// States with several intents.
    private(set) var repeatedIntents: [String] = []
    /// Messages that no stored attempt is for.
    private(set) var strays: [String] = []
    /// Intents with more messages than they may have.
    private(set) var copies: [String] = []
    /// Intents whose status says that Meta has a message of them, which Meta does not have.
    private(set) var missingMessages: [String] = []
    /// Intents with more than one message, allowed or not.
    private(set) var doubleMessages = 0
    /// The places and tokens of each intent's messages among all that were accepted.
    private(set) var sent: [String: [SentMessage]] = [:]

    /// A message of an intent.
    struct SentMessage: Hashable, Sendable {
        /// Its place among all messages.
        var place: Int
        var token: String
    }

    /// Compares what was answered with what is stored and with what Meta accepted, in its order.
    init(acknowledged: [Acknowledged], intents: [SoakIntent], messages: [SoakMessage]) {
        checkNothingVanished(acknowledged, intents)
        sortOut(messages, by: intents)
        for intent in intents { checkCopies(of: intent) }
    }

    private mutating func checkNothingVanished(
        _ acknowledged: [Acknowledged], _ intents: [SoakIntent]
    ) {
        let known = Set(intents.map(\.id))
        let promised = Set(acknowledged.filter { [.queued, .held].contains($0.outcome) })
        for answer in promised where !known.contains(answer.notification) {
            vanished.append("\(answer.notification) of \(answer.merchant)/\(answer.session)")
        }
        let keys = intents.map { "\($0.merchant)/\($0.session)/\($0.state)" }
        for (key, found) in Dictionary(grouping: keys, by: \.self) where found.count > 1 {
            repeatedIntents.append("\(found.count) intents for one state: \(key)")
        }
    }

    private mutating func sortOut(_ messages: [SoakMessage], by intents: [SoakIntent]) {
        let owners = Dictionary(
            intents.flatMap { intent in intent.tokens.map { ($0, intent.id) } },
            uniquingKeysWith: { first, _ in first })
        for (place, message) in messages.enumerated() {
            guard let owner = owners[message.token] else {
                strays.append(message.token)
                continue
            }
            sent[owner, default: []].append(SentMessage(place: place, token: message.token))
        }
    }

    /// One message for an intent; one more only where a policy allowed it.
    private mutating func checkCopies(of intent: SoakIntent) {
        let tokens = sent[intent.id, default: []].map(\.token)
        if tokens.count > 1 { doubleMessages += 1 }
        if Set(tokens).count < tokens.count {
            copies.append("an attempt was sent twice: \(intent.name)")
        }
        let allowed = intent.mayBeDuplicate && intent.state != .created ? 2 : 1
        let counted = tokens.filter { !intent.failedTokens.contains($0) }.count
        if counted > allowed {
            copies.append("\(counted) messages, \(allowed) allowed: \(intent.name)")
        }
        if tokens.isEmpty, intent.needsMessage {
            missingMessages.append("\(intent.status) without a message: \(intent.name)")
        }
    }
}
