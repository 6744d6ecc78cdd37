import Calls

/// A payload of the largest size that makes whoever reads it work as much as it can.
struct WorstPayload: CustomStringConvertible {
    /// What it is worst at; it does so in one field of the request, whatever that field is.
    enum Kind: CaseIterable {
        /// One value as long as the payload.
        case longest
        /// As many empty values as fit.
        case widest
        /// As many numbers as fit, of which at most the last counts.
        case repeated
        /// A message in a message in a message.
        case deepest
        /// As many messages as fit, of which each has a text that is none.
        case mostWrong
        /// Thousands of empty messages, as many as decoding has memory for, and beside them, in a field
        /// that nobody knows, what lets them have memory.
        case fullList
        /// No more messages than a list may have, each as long as all of them allow.
        case longList
    }

    let kind: Kind
    let field: UInt8
    let bytes: [UInt8]

    var description: String { "\(kind) in field \(field)" }

    /// The fields reach up to the last whose tag is one byte.
    static let all = Kind.allCases.flatMap { kind in
        (1...15).map { WorstPayload(kind, field: $0) }
    }

    private init(_ kind: Kind, field: UInt8) {
        self.kind = kind
        self.field = field
        let max = MethodTable.payloadBytesMax
        let number = field << 3
        let text = number | 2
        switch kind {
        case .longest:
            let count = max - 4
            bytes = [text] + Self.length(count) + [UInt8](repeating: 0x61, count: count)
        case .widest: bytes = Self.filled(with: [text, 0], max)
        case .repeated: bytes = Self.filled(with: [number, 1], max)
        case .mostWrong: bytes = Self.filled(with: [text, 4, 0x0A, 2, 0xFF, 0xFE], max)
        case .fullList:
            let messages = Self.filled(with: [text, 0], 2 * 4_000)
            let rest = max - messages.count - 5
            bytes =
                messages + [0x82, 0x01] + Self.length(rest)
                + [UInt8](repeating: 0x61, count: rest)
        case .longList:
            let inner = [0x0A] + Self.length(16_000) + [UInt8](repeating: 0x0A, count: 16_000)
            bytes = Self.filled(with: [text] + Self.length(inner.count) + inner, max)
        case .deepest:
            var turned: [UInt8] = []
            while turned.count + 4 <= max {
                turned += Self.length(turned.count).reversed() + [text]
            }
            bytes = turned.reversed()
        }
    }

    private static func filled(with part: [UInt8], _ max: Int) -> [UInt8] {
        Array(repeatElement(part, count: max / part.count).joined())
    }

    private static func length(_ count: Int) -> [UInt8] {
        var rest = count
        var bytes: [UInt8] = []
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
