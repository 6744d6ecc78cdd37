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
        decoding bytes: Span<UInt8>, unknownEnumNumbers: UnknownEnumNumbers
    ) throws(MalformedMessage) {
        try self.init(
            decoding: bytes, unknownEnumNumbers: unknownEnumNumbers, limits: ScanLimits())
    }

    init(
        decoding bytes: Span<UInt8>, unknownEnumNumbers: UnknownEnumNumbers, limits: ScanLimits
    ) throws(MalformedMessage) {
        guard !bytes.isEmpty else {
            // No bytes are a message with all fields at their defaults.
            self = Self.empty
            return
        }
        let layout = Self.layout
        try Scan.check(bytes, layout.shape, unknownEnumNumbers, limits)
        let budget = limits.memoryBytes(forMessageOf: bytes.count)
        // Sound: the bytes outlive the call, and the value keeps nothing of the arena.
        self = try unsafe bytes.withUnsafeBufferPointer { bytes throws(MalformedMessage) in
            try Arena.with(budgetBytes: budget) { arena throws(MalformedMessage) in
                let message = unsafe arena.withAllocator { allocator in
                    unsafe protobuf_c_message_unpack(
                        layout.descriptor, allocator, bytes.count, bytes.baseAddress)
                }
                guard let message = unsafe message else {
                    throw arena.isExhausted
                        ? .ruleBroken(field: "", rule: "the message takes too much memory")
                        : .malformed("libprotobuf-c refused \(Self.fullName)")
                }
                return unsafe FieldCursor.read(Self.self, UnsafeMutableRawPointer(message))
            }
        }
    }

    /// Appends the encoded message.
    public func encode(into bytes: inout [UInt8], withLength: Bool) {
        Arena.with(budgetBytes: .max) { arena in
            let message = unsafe FieldCursor.write(self, arena)
                .assumingMemoryBound(to: ProtobufCMessage.self)
            let count = unsafe protobuf_c_message_get_packed_size(message)
            if withLength { Varint.append(UInt64(count), to: &bytes) }
            guard count > 0 else { return }
            bytes.append(addingCapacity: count) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, written in
                    // Sound: the buffer has room for the size that the library told.
                    written = unsafe protobuf_c_message_pack(message, buffer.baseAddress)
                }
            }
        }
    }
}
