// Status, method descriptors, envelope, metadata, deadline. RPC knows no sockets and no clock.

/// What became of a call: gRPC's code, a sentence, and details for a program.
public struct RPCStatus: Error, Hashable, Sendable {
    /// What kind of outcome it is.
    public var code: Code
    /// A sentence in English for a developer.
    public var message: String
    /// What a program needs to know beyond the code.
    public var details: [Detail]

    /// Makes a status.
    public init(_ code: Code, _ message: String = "", details: [Detail] = []) {
        self.code = code
        self.message = message
        self.details = details
    }

    /// The status of a call that was served.
    package static let ok = RPCStatus(.ok)
}

extension RPCStatus {
    /// The codes of gRPC; there are no others.
    public enum Code: Int32, CaseIterable, Sendable {
        /// The call was served.
        case ok = 0
        /// The caller gave up.
        case cancelled = 1
        /// An error without a better name.
        case unknown = 2
        /// The request breaks a rule; repeating it cannot help.
        case invalidArgument = 3
        /// The time was up; the call may have taken effect.
        case deadlineExceeded = 4
        /// What the request names does not exist.
        case notFound = 5
        /// What the request would create exists, with other content.
        case alreadyExists = 6
        /// The caller may not do this.
        case permissionDenied = 7
        /// A limit was reached, or a frame is too large.
        case resourceExhausted = 8
        /// The state of the world forbids it.
        case failedPrecondition = 9
        /// Another call was in the way.
        case aborted = 10
        /// Past the end of something.
        case outOfRange = 11
        /// The service or method does not exist.
        case unimplemented = 12
        /// The payload does not parse, or the other side has a defect.
        case `internal` = 13
        /// Not possible at the moment; repeating the call may help.
        case unavailable = 14
        /// Data is lost for good.
        case dataLoss = 15
        /// The caller is not known.
        case unauthenticated = 16

        /// The code as gRPC writes it: "INVALID_ARGUMENT".
        public var name: String {
            var name = ""
            for character in String(describing: self) {
                if character.isUppercase { name.append("_") }
                name.append(contentsOf: character.uppercased())
            }
            return name
        }
    }

    /// A detail of a status.
    public enum Detail: Hashable, Sendable {
        /// The cause, as a stable name of paynotify's such as IDEMPOTENCY_KEY_REUSED.
        case errorInfo(reason: String, metadata: [String: String])
        /// The fields that made the request unacceptable.
        case badRequest([FieldViolation])
        /// The least time to wait before the call is repeated.
        case retryInfo(Duration)
        /// A detail of another kind, as it came.
        case other(typeURL: String, value: [UInt8])
    }

    /// A field of a request and the rule that it broke.
    public struct FieldViolation: Hashable, Sendable {
        /// Path of the field, such as "components[1].variables[0].name".
        public var field: String
        /// The rule, and what would be accepted.
        public var rule: String

        /// Names a field and its rule.
        public init(field: String, rule: String) {
            self.field = field
            self.rule = rule
        }
    }
}

extension RPCStatus {
    /// Reason of the first error info; nil if there is none.
    public var reason: String? {
        for case .errorInfo(let reason, _) in details { return reason }
        return nil
    }

    /// All refused fields.
    public var fieldViolations: [FieldViolation] {
        details.flatMap { detail -> [FieldViolation] in
            guard case .badRequest(let violations) = detail else { return [] }
            return violations
        }
    }

    /// The least time to wait before repeating the call; nil if the status names none.
    public var retryDelay: Duration? {
        for case .retryInfo(let delay) in details { return delay }
        return nil
    }
}
