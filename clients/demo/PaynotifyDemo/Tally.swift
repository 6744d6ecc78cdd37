import Messages

/// What the sandbox recorded, held against what the database says.
struct Tally: Equatable {
    /// A notification of the database.
    struct Intent: Equatable {
        typealias Status = NotificationStatus

        var id: String
        var status: Status
        /// The tokens of its attempts.
        var tokens: [String]
    }

    /// Messages that the sandbox accepted.
    var sent = 0
    /// Intents that reached a device.
    var delivered = 0
    /// Intents without a message and without a status that explains it.
    var lost: [String] = []
    /// Intents with more than one message.
    var duplicated: [String] = []
    /// Intents whose attempt ended without an answer.
    var uncertain: [String] = []
    /// Messages that belong to no intent.
    var strays = 0

    init(intents: [Intent], messageTokens: [String]) {
        let owners = Dictionary(
            intents.flatMap { intent in intent.tokens.map { ($0, intent.id) } },
            uniquingKeysWith: { first, _ in first })
        var messages: [String: Int] = [:]
        for token in messageTokens {
            guard let owner = owners[token] else {
                strays += 1
                continue
            }
            messages[owner, default: 0] += 1
        }
        sent = messageTokens.count
        for intent in intents {
            count(intent, messages: messages[intent.id] ?? 0)
        }
    }

    /// Whether every promise held.
    var isClean: Bool { lost.isEmpty && duplicated.isEmpty && strays == 0 }

    /// The last line of the demo.
    var line: String {
        "demo: \(sent) sent, \(delivered) delivered, \(lost.count) lost, "
            + "\(duplicated.count) duplicated"
    }

    private mutating func count(_ intent: Intent, messages: Int) {
        if messages > 1 { duplicated.append(intent.id) }
        switch intent.status {
        case .delivered, .read: delivered += 1
        case .uncertain, .unresolved: uncertain.append(intent.id)
        default: break
        }
        if messages == 0, !intent.status.explainsSilence { lost.append(intent.id) }
    }
}

extension NotificationStatus {
    /// Whether an intent with this status may be without a message.
    fileprivate var explainsSilence: Bool {
        switch self {
        case .held, .superseded, .expired, .cancelled, .dead, .uncertain, .unresolved: true
        case .pending, .armed, .accepted, .sent, .delivered, .read, .failed, .unspecified,
            .unrecognized:
            false
        }
    }
}
