import CProtobufC

/// A message that libprotobuf-c packs and unpacks.
protocol CMessage: WireMessage {
    /// The C struct behind it.
    static var layout: MessageLayout { get }
    /// The message with all fields at their defaults.
    static var empty: Self { get }

    /// Hands each field to the cursor, in the order of their numbers.
    mutating func exchange(_ fields: inout FieldCursor)
}

extension CMessage {
    /// Name of the type with its package.
    public static var fullName: String { layout.fullName }

    /// Decodes a message within the usual limits.
    public init(
        decoding bytes: [UInt8], unknownEnumNumbers: UnknownEnumNumbers
    ) throws(MalformedMessage) {
        try self.init(
            decoding: bytes, unknownEnumNumbers: unknownEnumNumbers, limits: ScanLimits())
    }

    init(
        decoding bytes: [UInt8], unknownEnumNumbers: UnknownEnumNumbers, limits: ScanLimits
    ) throws(MalformedMessage) {
        try Scan.check(bytes, Self.layout.shape, unknownEnumNumbers, limits)
        let arena = Arena(budgetBytes: limits.memoryBytes(forMessageOf: bytes.count))
        defer { extendLifetime(arena) }
        let message = unsafe arena.withAllocator { allocator in
            unsafe protobuf_c_message_unpack(
                Self.layout.descriptor, allocator, bytes.count, bytes)
        }
        guard let message = unsafe message else {
            throw arena.isExhausted
                ? .ruleBroken(field: "", rule: "the message takes too much memory")
                : .malformed("libprotobuf-c refused \(Self.fullName)")
        }
        self = unsafe FieldCursor.read(Self.self, UnsafeMutableRawPointer(message))
    }

    /// The encoded message.
    public func encoded() -> [UInt8] {
        let arena = Arena(budgetBytes: .max)
        let message = unsafe FieldCursor.write(self, arena.space)
            .assumingMemoryBound(to: ProtobufCMessage.self)
        let count = unsafe protobuf_c_message_get_packed_size(message)
        defer { extendLifetime(arena) }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            // An empty message has no buffer to write to.
            if let start = buffer.baseAddress, count > 0 {
                written = unsafe protobuf_c_message_pack(message, start)
            }
        }
    }
}
