import CMessages

/// Has Meta asked again about all of a merchant's templates.
///
/// Those that are approved are sent meanwhile.
public struct SyncTemplatesRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Who asks for it: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", actor: String = "") {
        self.merchantID = merchantID
        self.actor = actor
    }
}

extension SyncTemplatesRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__sync_templates_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("actor", &actor)
    }
}

/// What Meta is asked about.
public struct SyncTemplatesResponse: WireMessage {
    /// How many bindings; ListTemplates shows 0 as checked_at_ms of those that wait for Meta's
    /// answer.
    public var bindings: UInt32

    /// Makes a message; what is not given stays empty.
    public init(bindings: UInt32 = 0) {
        self.bindings = bindings
    }
}

extension SyncTemplatesResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__sync_templates_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.uint32("bindings", &bindings)
    }
}
