package import Messages

/// Answers on their way back, encoded one behind the other as the bodies of their frames.
package struct ReplyBatch: Sendable {
    /// One answer of the batch.
    package struct Entry: Sendable {
        package let tag: CallTag
        /// What the peer sees.
        package let code: RPCStatus.Code
        /// Where its envelope is among the bytes.
        package let envelope: Range<Int>
    }

    package private(set) var entries: [Entry] = []
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// Answers a call with a message.
    package mutating func succeed(_ tag: CallTag, with message: some WireMessage) {
        let start = bytes.count
        Envelope.appendResponse(message, to: &bytes)
        close(tag, .ok, from: start)
    }

    /// Answers a call with a message that is encoded already, or with a status.
    package mutating func add(_ tag: CallTag, _ reply: RPCReply) {
        switch reply {
        case .success(let payload):
            let start = bytes.count
            Envelope.appendResponse(payload: payload, to: &bytes)
            close(tag, .ok, from: start)
        case .failure(let status): fail(tag, status)
        }
    }

    /// Answers a call with a status that is not OK.
    package mutating func fail(_ tag: CallTag, _ status: RPCStatus) {
        let start = bytes.count
        Envelope.appendResponse(status: status, to: &bytes)
        close(tag, status.code, from: start)
    }

    /// Ends an envelope; one that no frame holds is replaced.
    private mutating func close(_ tag: CallTag, _ code: RPCStatus.Code, from start: Int) {
        let count = bytes.count - start
        guard count > Envelope.bytesMax else {
            entries.append(Entry(tag: tag, code: code, envelope: start..<bytes.count))
            return
        }
        bytes.removeLast(count)
        fail(tag, Envelope.responseTooLarge(bytes: count))
    }
}
