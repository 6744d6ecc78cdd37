// One value type for each protobuf message, and the scan before decoding.
//
// Messages is alone in touching libprotobuf-c. No byte reaches its decoder before the scan has
// passed the whole message, and no pointer leaves this module.

/// A protobuf message as a Swift value.
public protocol WireMessage: Sendable, Hashable {
    /// Name of the type with its package, such as "paynotify.v1.GetSessionRequest".
    static var fullName: String { get }

    /// Decodes a message; unknown fields are dropped.
    ///
    /// - Parameters:
    ///   - bytes: The encoded message, whole.
    ///   - unknownEnumNumbers: What to do with a number that the enumeration does not have.
    /// - Throws: ``MalformedMessage`` if the bytes are no such message, break a rule of the scan,
    ///   or would take more memory than a scan grants.
    init(
        decoding bytes: Span<UInt8>, unknownEnumNumbers: UnknownEnumNumbers
    ) throws(MalformedMessage)

    /// Appends the encoded message.
    ///
    /// A NUL in a string is sent as U+FFFD, because libprotobuf-c would cut the string there.
    ///
    /// - Parameters:
    ///   - bytes: What it is appended to.
    ///   - withLength: Whether its length stands before it, as within another message.
    func encode(into bytes: inout [UInt8], withLength: Bool)

    /// Reads a message from proto3's JSON; see ``json``.
    ///
    /// A field that is missing or null has its default. Names of fields may be written as in the
    /// protos too, an enumeration's value as its number, and a number as a string.
    ///
    /// - Throws: ``MalformedMessage/ruleBroken(field:rule:)`` with the place of what is not a field,
    ///   or does not fit it.
    init(json: JSON) throws(MalformedMessage)

    /// The message in proto3's JSON mapping.
    ///
    /// Names are in lowerCamelCase, an enumeration's values have their full names in the protos,
    /// numbers of 64 bits are strings. Fields without presence always stand there; a message or a
    /// member of a oneof only if it is set. Source: "ProtoJSON Format" of the Protocol Buffers
    /// documentation.
    var json: JSON { get }
}

extension WireMessage {
    /// Decodes a message; unknown fields are dropped.
    public init(
        decoding bytes: [UInt8], unknownEnumNumbers: UnknownEnumNumbers
    ) throws(MalformedMessage) {
        try self.init(decoding: bytes.span, unknownEnumNumbers: unknownEnumNumbers)
    }

    /// The encoded message.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        encode(into: &bytes, withLength: false)
        return bytes
    }
}

/// What decoding does with a number that an enumeration does not have.
public enum UnknownEnumNumbers: Sendable {
    /// The message is refused: right for a request, whose sender must not be misunderstood.
    case refused
    /// It becomes `unrecognized`: right for a response, whose sender may be newer.
    case kept
}

/// Why bytes could not become a message.
public enum MalformedMessage: Error, Hashable, Sendable {
    /// They are no protobuf encoding of the message; the text says where and how.
    case malformed(String)
    /// They are one, but a field breaks a rule.
    ///
    /// `field` is its path, such as "components[1].text"; empty for the message as a whole.
    case ruleBroken(field: String, rule: String)

    /// The same error seen from the message that contains the field.
    func inside(_ segment: String) -> MalformedMessage {
        switch self {
        case .malformed: self
        case .ruleBroken("", let rule): .ruleBroken(field: segment, rule: rule)
        case .ruleBroken(let field, let rule): .ruleBroken(field: "\(segment).\(field)", rule: rule)
        }
    }
}

/// An enumeration whose numbers are those of a protobuf enumeration.
public protocol WireEnum: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == Int32 {
    /// A number that this version does not know; sent only by newer peers.
    static var unrecognized: Self { get }
}

extension WireEnum {
    /// Name of the value as the protos have it, without the prefix of its type: "NOT_ENABLED".
    public var name: String {
        var name = ""
        for character in String(describing: self) {
            if character.isUppercase { name.append("_") }
            name.append(contentsOf: character.uppercased())
        }
        return name
    }

    /// The value with such a name; nil if there is none.
    public init?(name: String) {
        guard let value = Self.allCases.first(where: { $0.name == name && $0 != .unrecognized })
        else { return nil }
        self = value
    }
}
