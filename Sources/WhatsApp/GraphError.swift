/// The error object of a Graph answer: `{"error": {...}}`.
///
/// Meta's details are left out, and its message is for answers to questions alone: about a send they can
/// quote a variable's value, which is personal.
package struct GraphError: Hashable, Sendable {
    package let code: Int
    package let subcode: Int?
    /// Whether Meta says that the same request may succeed later.
    package let isTransient: Bool
    /// Meta's name for the request, to be quoted to its support; at most 64 letters, digits, `_`, `-`.
    package let trace: String?
    /// Meta's sentence, at most ``messageLengthMax`` characters on one line; empty without one.
    let message: String

    /// Whether Meta refuses the proof of the app secret, or misses it; the code alone, 100, says less.
    ///
    /// Source: the Graph API's page on securing requests, and public reports of both sentences.
    package var isAboutProof: Bool { code == 100 && message.contains(AppSecretProof.parameter) }

    /// Characters of Meta's sentence that are kept.
    private static let messageLengthMax = 200

    /// Reads an answer's body; nil: it has no error object with a code.
    package init?(body: [UInt8]) {
        guard let envelope = MetaJSON.decode(Envelope.self, from: body) else {
            return nil
        }
        self = envelope.error
    }

    /// One line for a person, such as `the access token has expired or is not valid (code 190)`.
    package var description: String {
        let detail = subcode.map { ", subcode \($0)" } ?? ""
        let name = trace.map { ", trace \($0)" } ?? ""
        let sentence =
            isAboutProof
            ? "the app secret is not that of the token's app" : ErrorCodeTable.sentence(for: code)
        return "\(sentence) (code \(code)\(detail)\(name))"
    }

    private struct Envelope: Decodable {
        let error: GraphError
    }
}

extension GraphError: Decodable {
    private enum CodingKeys: String, CodingKey {
        case code, message
        case subcode = "error_subcode"
        case isTransient = "is_transient"
        case trace = "fbtrace_id"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        code = try fields.require(
            fields.number(.code, in: MetaNumber.codes), .code, "a code")
        subcode = fields.number(.subcode, in: MetaNumber.codes)
        isTransient = fields.lenient(Bool.self, .isTransient) ?? false
        message = String(
            (fields.lenient(String.self, .message) ?? "").prefix(Self.messageLengthMax)
                .map { $0.isNewline || $0 == "\t" ? " " : $0 })
        trace = fields.lenient(String.self, .trace).flatMap(Self.checkedTrace)
    }

    private static func checkedTrace(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && (1...64).contains(text.utf8.count) ? text : nil
    }
}
