package import Messages

extension RPCStatus {
    /// Who names the reasons in an error info.
    package static let errorDomain = "paynotify"

    /// The status as google.rpc.Status says it.
    package init(_ wire: StatusMessage) {
        self.init(
            Code(rawValue: wire.code) ?? .unknown, wire.message,
            details: wire.details.map(Detail.init))
    }

    /// The status as google.rpc.Status.
    package var wire: StatusMessage {
        StatusMessage(code: code.rawValue, message: message, details: details.map(\.wire))
    }
}

extension RPCStatus.Detail {
    private static let typeURLPrefix = "type.googleapis.com/"

    /// A detail that does not parse, or belongs to another domain, stays as it came.
    fileprivate init(_ any: AnyMessage) {
        let known: Self? =
            switch any.typeURL {
            case Self.typeURLPrefix + ErrorInfoMessage.fullName: Self.errorInfo(any.value)
            case Self.typeURLPrefix + BadRequestMessage.fullName: Self.badRequest(any.value)
            case Self.typeURLPrefix + RetryInfoMessage.fullName: Self.retryInfo(any.value)
            default: nil
            }
        self = known ?? .other(typeURL: any.typeURL, value: any.value)
    }

    private static func errorInfo(_ value: [UInt8]) -> Self? {
        guard let info = try? ErrorInfoMessage(decoding: value, unknownEnumNumbers: .kept),
            info.domain == RPCStatus.errorDomain
        else { return nil }
        let pairs = info.metadata.map { ($0.key, $0.value) }
        return .errorInfo(
            reason: info.reason, metadata: Dictionary(pairs) { _, last in last })
    }

    private static func badRequest(_ value: [UInt8]) -> Self? {
        guard let request = try? BadRequestMessage(decoding: value, unknownEnumNumbers: .kept)
        else { return nil }
        return .badRequest(
            request.fieldViolations.map { .init(field: $0.field, rule: $0.description) })
    }

    private static func retryInfo(_ value: [UInt8]) -> Self? {
        guard let info = try? RetryInfoMessage(decoding: value, unknownEnumNumbers: .kept)
        else { return nil }
        let delay = info.retryDelay
        return .retryInfo(.seconds(delay.seconds) + .nanoseconds(Int64(delay.nanos)))
    }

    fileprivate var wire: AnyMessage {
        switch self {
        case .errorInfo(let reason, let metadata):
            let entries = metadata.sorted { $0.key < $1.key }
                .map { ErrorInfoEntryMessage(key: $0.key, value: $0.value) }
            return Self.any(
                ErrorInfoMessage(
                    reason: reason, domain: RPCStatus.errorDomain, metadata: entries))
        case .badRequest(let violations):
            return Self.any(
                BadRequestMessage(
                    fieldViolations: violations.map {
                        FieldViolationMessage(field: $0.field, description: $0.rule)
                    }))
        case .retryInfo(let delay):
            let (seconds, attoseconds) = delay.components
            let nanos = Int32(attoseconds / 1_000_000_000)
            return Self.any(
                RetryInfoMessage(retryDelay: DurationMessage(seconds: seconds, nanos: nanos)))
        case .other(let typeURL, let value):
            return AnyMessage(typeURL: typeURL, value: value)
        }
    }

    private static func any(_ message: some WireMessage) -> AnyMessage {
        AnyMessage(
            typeURL: typeURLPrefix + type(of: message).fullName, value: message.encoded())
    }
}
