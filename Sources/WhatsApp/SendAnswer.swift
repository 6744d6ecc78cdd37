package import Notifications

/// Reads Meta's answer to a send.
package enum SendAnswer {
    /// The outcome of a send whose answer came whole.
    ///
    /// A code of ``ErrorCodeTable`` decides, whatever the status. Without one: 408 is unknown, as
    /// it may answer an older request of the connection; 429, and other 4xx whose error Meta calls
    /// transient, may be tried again; other 4xx are refusals; everything else is unknown unless it
    /// names the accepted message. A wait that Meta asks for lengthens the table's.
    package static func classify(
        status: Int, body: [UInt8], retryAfter: Duration? = nil
    ) -> SendResult {
        let error = GraphError(body: body)
        if let error, let result = classify(error, status, retryAfter) { return result }
        let code = error?.code ?? 0
        let detail = error?.description ?? "HTTP status \(status) without an error object of Meta's"
        switch status {
        case 200..<300 where error == nil:
            return accepted(body) ?? .unknown(code: 0, detail: "the answer names no message")
        case 408: return .unknown(code: code, detail: detail)
        case 429 where error == nil, 400..<500 where error?.isTransient == true:
            return .refused(code: code, .retry(after: retryAfter), detail: detail)
        case 400..<500: return .refused(code: code, .unclassified, detail: detail)
        default: return .unknown(code: code, detail: detail)
        }
    }

    /// The result by the table; nil: it does not have the code.
    private static func classify(
        _ error: GraphError, _ status: Int, _ retryAfter: Duration?
    ) -> SendResult? {
        if error.isAboutProof {
            return .refused(
                code: error.code, .stopSender(.credentials), detail: error.description)
        }
        guard let entry = ErrorCodeTable.entry(for: error.code) else { return nil }
        guard let refusal = entry.refusal(subcode: error.subcode, status: status) else {
            return .unknown(code: error.code, detail: error.description)
        }
        return .refused(
            code: error.code, refusal.waiting(atLeast: retryAfter), detail: error.description)
    }

    private static func accepted(_ body: [UInt8]) -> SendResult? {
        guard let answer = MetaJSON.decode(Answer.self, from: body),
            let message = answer.messages.first, let message,
            MessageID.lengths.contains(message.id.utf8.count)
        else { return nil }
        return .accepted(
            MessageID(rawValue: message.id), isHeld: message.isHeld, names: answer.names)
    }
}

extension RefusalClass {
    /// The same class with a wait that is not below Meta's, where the class has one of its own.
    fileprivate func waiting(atLeast least: Duration?) -> RefusalClass {
        guard let least else { return self }
        return switch self {
        case .retry(let delay): .retry(after: max(delay ?? least, least))
        case .retryOnce(let delay): .retryOnce(after: max(delay, least))
        case .senderBusy(let pause): .senderBusy(max(pause, least))
        case .accountRate(let pause): .accountRate(max(pause, least))
        default: self
        }
    }
}

extension MessageID {
    /// Bytes of a message id that is believed.
    static let lengths = 1...512
}

/// The answer to an accepted send.
private struct Answer: Decodable {
    let messages: [Message?]
    /// Of the customer whom the message goes to.
    let names: CustomerNames

    enum CodingKeys: CodingKey { case messages, contacts }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        messages = fields.elements(Message.self, .messages)
        names = fields.elements(ContactValue.self, .contacts).first??.names ?? .none
    }

    struct Message: Decodable {
        let id: String
        /// Whether Meta assesses the template before it lets the message go.
        let isHeld: Bool

        enum CodingKeys: String, CodingKey {
            case id
            case status = "message_status"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            id = try fields.decode(String.self, forKey: .id)
            let status = fields.lenient(String.self, .status)
            isHeld = status == "held_for_quality_assessment" || status == "paused"
        }
    }
}
