import CMessages

/// Asks about one service.
public struct HealthCheckRequest: WireMessage {
    /// Full name of the service; empty asks about the daemon as a whole.
    ///
    /// At most 128 bytes.
    public var service: String

    /// Makes a message; what is not given stays empty.
    public init(service: String = "") {
        self.service = service
    }
}

extension HealthCheckRequest: CMessage {
    static let layout = unsafe MessageLayout(grpc__health__v1__health_check_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("service", &service)
    }
}

/// Says whether the service answers calls.
public struct HealthCheckResponse: WireMessage {
    /// The state at the moment of the call.
    public var status: ServingStatus

    /// Makes a message; what is not given stays empty.
    public init(status: ServingStatus = .unknown) {
        self.status = status
    }
}

extension HealthCheckResponse: CMessage {
    static let layout = unsafe MessageLayout(grpc__health__v1__health_check_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("status", &status)
    }
}

/// What a service can say of itself.
public enum ServingStatus: Int32, WireEnum {
    /// Not known.
    case unknown = 0
    /// It answers calls.
    case serving = 1
    /// It refuses calls: the daemon drains, or its store does not write.
    case notServing = 2
    /// It does not exist; never sent by Check, which answers NOT_FOUND.
    case serviceUnknown = 3
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}
