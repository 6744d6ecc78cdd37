import Crypto
import Messages
import Notifications

extension RequestDigest {
    /// Boils the decoded fields of a request down, before the server fills anything in.
    ///
    /// Two requests have the same digest if and only if their fields are equal, however they were
    /// encoded: each field is written in a fixed order, a text with its length before it.
    init(_ request: NotifyStateChangeRequest) {
        var fields = CanonicalFields(message: NotifyStateChangeRequest.fullName)
        fields.append(request.merchantID)
        fields.append(request.sessionID)
        fields.append(Int64(request.state.rawValue))
        fields.append(request.eventID)
        fields.append(request.occurredAtMilliseconds)
        let attributes = request.changedAttributes
        fields.append(attributes.customerName)
        fields.append(attributes.amount)
        fields.append(attributes.currency)
        fields.append(attributes.orderNumber)
        fields.append(attributes.checkoutLink)
        fields.append(attributes.checkoutLinkExpiresAtMilliseconds)
        var words: InlineArray<4, UInt64> = [0, 0, 0, 0]
        var place = 0
        for byte in SHA256.hash(data: fields.bytes) {
            words[place / 8] = words[place / 8] << 8 | UInt64(byte)
            place += 1
        }
        self.init(words[0], words[1], words[2], words[3])
    }
}

/// The fields of a message in one unambiguous row of bytes.
private struct CanonicalFields {
    private(set) var bytes: [UInt8] = []

    /// Begins with the name of the message's type.
    init(message: String) {
        bytes.reserveCapacity(512)
        append(message)
    }

    /// Eight bytes, big-endian.
    mutating func append(_ number: Int64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }

    /// The number of UTF-8 bytes, and the bytes.
    mutating func append(_ text: String) {
        append(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
