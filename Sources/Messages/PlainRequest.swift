/// The bytes that a request envelope of one method begins with.
///
/// Every encoder that writes fields in the order of their numbers begins all calls of a method alike,
/// so one comparison of bytes names the method.
package struct RequestPrefix: Sendable {
    private let bytes: [UInt8]

    /// Field 3, with a length.
    private static let payloadTag: UInt8 = 0x1A
    /// Field 4, a number.
    private static let timeoutTag: UInt8 = 0x20

    package init(service: String, method: String) {
        bytes = RequestEnvelope(service: service, method: method).encoded()
    }

    /// Finds the parts of an envelope that begins so and holds at most a payload and a time besides.
    ///
    /// Nil says nothing about the envelope but that ``RequestEnvelope`` has to decode it; what is
    /// found here is what that would find.
    package func plainRequest(in envelope: Span<UInt8>) -> PlainRequest? {
        guard begins(envelope) else { return nil }
        var position = bytes.count
        var payload: Range<Int>?
        var timeout: UInt64?
        while position < envelope.count {
            let tag = envelope[position]
            position += 1
            let start = position
            guard let number = Varint.read(envelope, at: &position) else { return nil }
            switch tag {
            case Self.payloadTag where payload == nil:
                // The scan refuses a length of more than five bytes.
                guard position - start <= 5, number <= UInt64(envelope.count - position)
                else { return nil }
                payload = position..<position + Int(number)
                position += Int(number)
            case Self.timeoutTag where timeout == nil: timeout = number
            default: return nil
            }
        }
        return PlainRequest(
            payload: payload ?? 0..<0, timeoutNanoseconds: Int64(bitPattern: timeout ?? 0))
    }

    private func begins(_ envelope: Span<UInt8>) -> Bool {
        let count = bytes.count
        guard envelope.count >= count else { return false }
        let prefix = bytes.span
        var index = 0
        while index + 8 <= count {
            // Sound: eight bytes from the index on are inside the prefix, which is not longer.
            let (ours, theirs) = unsafe (
                prefix.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self),
                envelope.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            )
            guard ours == theirs else { return false }
            index += 8
        }
        while index < count {
            guard prefix[index] == envelope[index] else { return false }
            index += 1
        }
        return true
    }
}

/// Where the parts of a request envelope are that has no metadata.
package struct PlainRequest: Hashable, Sendable {
    /// The payload's place among the envelope's bytes.
    package var payload: Range<Int>
    /// Time left: 0 means no deadline, a negative value has passed already.
    package var timeoutNanoseconds: Int64
}
