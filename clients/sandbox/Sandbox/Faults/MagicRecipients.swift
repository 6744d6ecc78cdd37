/// Recipients whose last digits say what becomes of a message to them.
struct MagicRecipients: Sendable, Hashable {
    var isOn: Bool
    /// Those for whom the service was unavailable once.
    private var recovered: Set<String> = []

    init(isOn: Bool) {
        self.isOn = isOn
    }

    /// Refuses a message at once where its recipient says so.
    mutating func check(_ recipient: String) throws(GraphError) {
        guard isOn else { return }
        if recipient.hasSuffix("0000") { throw .unknownFailure }
        if recipient.hasSuffix("0016"), recovered.insert(recipient).inserted { throw .unavailable }
    }

    /// The code with which an accepted message fails.
    func failure(of recipient: String) -> Int? {
        guard isOn else { return nil }
        return Self.failures.first { recipient.hasSuffix($0.suffix) }?.code
    }

    private static let failures = [
        (suffix: "0026", code: 131_026), (suffix: "0042", code: 131_042),
        (suffix: "0049", code: 131_049), (suffix: "0050", code: 131_050),
    ]
}

extension GraphError {
    fileprivate static let unknownFailure = GraphError(
        status: 500, code: 131_000, title: "Something went wrong",
        details: "the recipient's number ends with 0000")

    fileprivate static let unavailable = GraphError(
        status: 500, code: 131_016, title: "Service unavailable",
        details: "the recipient's number ends with 0016; the next message is accepted")
}
