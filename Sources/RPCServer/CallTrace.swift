import Messages

/// What the caller of a call calls it: its `traceparent` (<https://www.w3.org/TR/trace-context/>) and its
/// `x-request-id`, by which who looks for it finds it in a log.
///
/// A value that is not 1 to 128 printable ASCII characters without blanks is left out: no caller writes
/// lines of its own.
struct CallTrace: Equatable {
    /// By key, in lower case; at least one.
    let values: [String: String]

    private static let keys = ["traceparent", "x-request-id"]
    private static let valueBytesMax = 128

    /// Nil: the metadata says nothing of it.
    init?(_ metadata: [EnvelopeKeyValue]) {
        var values: [String: String] = [:]
        for entry in metadata {
            let key = entry.key.lowercased()
            let value = entry.value.utf8
            if Self.keys.contains(key), (1...Self.valueBytesMax).contains(value.count),
                value.allSatisfy({ (0x21...0x7E).contains($0) })
            {
                values[key] = entry.value
            }
        }
        if values.isEmpty { return nil }
        self.values = values
    }
}
