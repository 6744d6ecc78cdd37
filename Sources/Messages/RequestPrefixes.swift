/// The bytes that the request envelopes of some methods begin with, by the methods' numbers.
///
/// Every encoder that writes fields in the order of their numbers begins all calls of a method alike,
/// so one comparison of bytes names the method.
package struct RequestPrefixes: Sendable {
    /// All of them, one behind the other.
    private let bytes: [UInt8]
    /// Where each begins, and the end of the last.
    private let bounds: [Int]

    /// Field 3, with a length.
    private static let payloadTag: UInt8 = 0x1A
    /// Field 4, a number.
    private static let timeoutTag: UInt8 = 0x20

    package init(_ names: [(service: String, method: String)]) {
        var (bytes, bounds): ([UInt8], [Int]) = ([], [0])
        for (service, method) in names {
            RequestEnvelope(service: service, method: method)
                .encode(into: &bytes, withLength: false)
            bounds.append(bytes.count)
        }
        self.bytes = bytes
        self.bounds = bounds
    }

    /// Reads an envelope that begins so and holds at most a payload and a time besides.
    ///
    /// Nil says nothing about the envelope but that ``RequestEnvelope`` has to decode it; what is
    /// found here is what that would find. The guess is the number that is looked at first.
    package func plainRequest(in envelope: Span<UInt8>, guess: Int) -> PlainRequest? {
        guard let method = number(for: envelope, guess: guess) else { return nil }
        var position = bounds[method + 1] - bounds[method]
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
            method: method, payload: payload ?? 0..<0,
            timeoutNanoseconds: Int64(bitPattern: timeout ?? 0))
    }

    /// The number of the method that the envelope begins with; nil if it begins otherwise.
    private func number(for envelope: Span<UInt8>, guess: Int) -> Int? {
        let count = bounds.count - 1
        if guess < count, begins(envelope, with: guess) { return guess }
        for number in 0..<count where begins(envelope, with: number) { return number }
        return nil
    }

    private func begins(_ envelope: Span<UInt8>, with number: Int) -> Bool {
        let prefix = bytes.span.extracting(bounds[number]..<bounds[number + 1])
        let count = prefix.count
        guard envelope.count >= count else { return false }
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

/// A request envelope of a known method that has no metadata: which method, and where its parts are.
package struct PlainRequest: Hashable, Sendable {
    /// The method's number.
    package var method: Int
    /// The payload's place among the envelope's bytes.
    package var payload: Range<Int>
    /// Time left: 0 means no deadline, a negative value has passed already.
    package var timeoutNanoseconds: Int64

    package init(method: Int, payload: Range<Int>, timeoutNanoseconds: Int64) {
        self.method = method
        self.payload = payload
        self.timeoutNanoseconds = timeoutNanoseconds
    }
}

extension [UInt8] {
    /// Appends the bytes of a span as one block.
    package mutating func append(_ bytes: Span<UInt8>) {
        // Sound: the span is whole while it is read.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
