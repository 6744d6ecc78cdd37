package import Notifications

/// Reads what Meta answers to a question about an account, a number or a template.
package enum ManagementAnswer {
    /// The header that tells how much of an account's calls is used up.
    package static let usageHeader = "x-business-use-case-usage"

    /// Why an answer with another status than 200 has no answer in it; `usage` is the value of
    /// ``usageHeader``.
    package static func failure(
        status: Int, body: [UInt8], usage: String?, retryAfter: Duration?
    ) -> DirectoryFailure {
        guard let error = GraphError(body: body) else {
            return DirectoryFailure(detail: "Meta answered with HTTP \(status)")
        }
        // What a code says of the account, it says whatever was asked.
        let refusal =
            error.isAboutProof
            ? .stopSender(.credentials)
            : ErrorCodeTable.entry(for: error.code)?
                .refusal(subcode: error.subcode, status: status)
        let cause: DirectoryFailure.Cause =
            switch refusal {
            case .accountRate:
                .tooManyCalls(after: usage.flatMap(timeToRegainAccess) ?? retryAfter)
            case .stopSender(let cause): .refused(cause)
            default: .unanswered
            }
        let words = error.message.isEmpty ? "" : ": \(error.message)"
        return DirectoryFailure(
            cause: cause, code: error.code, detail: error.description + words)
    }

    /// The longest of the times in the header, which Meta gives in minutes; nil: it has none above 0.
    private static func timeToRegainAccess(usage: String) -> Duration? {
        let accounts = MetaJSON.decode(
            [String: LenientArray<Usage>].self, from: Array(usage.utf8))
        let minutes = accounts?.values.flatMap(\.elements).compactMap { $0?.minutes }.max() ?? 0
        return minutes > 0 ? .seconds(minutes * 60) : nil
    }

    private struct Usage: Decodable {
        let minutes: Int

        enum CodingKeys: String, CodingKey { case minutes = "estimated_time_to_regain_access" }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            minutes = fields.number(.minutes, in: MetaNumber.waitMinutes) ?? 0
        }
    }
}
