import CProtobufC

/// A message type as protoc-c describes it.
@safe
final class MessageLayout: Sendable {
    // Sound: it points to a constant of the C library's generated code.
    nonisolated(unsafe) let descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    /// What the scan needs to know of the type.
    let shape: MessageShape
    /// Name of the type with its package.
    let fullName: String

    /// Reads the description of a type.
    ///
    /// - Parameter initialize: The type's generated function that sets all fields to defaults. It
    ///   is the way to the descriptor: a release build hands over a copy of the imported global.
    init<C>(_ initialize: (UnsafeMutablePointer<C>?) -> Void) {
        let message = UnsafeMutablePointer<C>.allocate(capacity: 1)
        defer { unsafe message.deallocate() }
        unsafe initialize(message)
        // Sound: every generated struct begins with a ProtobufCMessage.
        let base = unsafe UnsafeRawPointer(message).load(as: ProtobufCMessage.self)
        unsafe self.descriptor = base.descriptor
        self.shape = unsafe MessageShape(descriptor)
        self.fullName = unsafe String(cString: descriptor.pointee.name)
    }
}

extension MessageShape {
    /// The shape of the type that the descriptor describes.
    ///
    /// Comes to an end because no type reaches itself.
    convenience init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
        var exclusive = ExclusiveFields()
        let fields = unsafe UnsafeBufferPointer(
            start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields))
        let shapes = unsafe fields.map { field in
            unsafe FieldShape(
                number: field.id, name: String(cString: field.name), kind: .init(field),
                isRepeated: field.label == PROTOBUF_C_LABEL_REPEATED,
                exclusive: exclusive.mask(of: field))
        }
        self.init(fields: shapes)
    }
}

/// Deals out the bits that mark what may occur once in a message.
private struct ExclusiveFields {
    private var bits: [UInt32: UInt64] = [:]
    private var next: UInt64 = 1

    /// One bit for each singular message field, one for all members of a oneof; else none.
    mutating func mask(of field: ProtobufCFieldDescriptor) -> UInt64 {
        let isMember = unsafe field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
        let isMessage = unsafe field.type == PROTOBUF_C_TYPE_MESSAGE
        let isRepeated = unsafe field.label == PROTOBUF_C_LABEL_REPEATED
        guard isMember || (isMessage && !isRepeated) else { return 0 }
        // The members of a oneof share the place that says which of them is set.
        let key = unsafe isMember ? field.quantifier_offset : field.offset
        if let bit = bits[key] { return bit }
        defer {
            bits[key] = next
            precondition(next < 1 << 62, "a message has fewer than 63 exclusive fields")
            next <<= 1
        }
        return next
    }
}

extension FieldShape.Kind {
    fileprivate init(_ field: ProtobufCFieldDescriptor) {
        switch unsafe field.type {
        case PROTOBUF_C_TYPE_STRING: self = .string
        case PROTOBUF_C_TYPE_BYTES: self = .bytes
        case PROTOBUF_C_TYPE_ENUM:
            let descriptor = unsafe field.descriptor.assumingMemoryBound(
                to: ProtobufCEnumDescriptor.self)
            let values = unsafe UnsafeBufferPointer(
                start: descriptor.pointee.values, count: Int(descriptor.pointee.n_values))
            self = unsafe .enumeration(
                Dictionary(
                    uniqueKeysWithValues: values.map { value in
                        unsafe (value.value, String(cString: value.name))
                    }))
        case PROTOBUF_C_TYPE_MESSAGE:
            let child = unsafe field.descriptor.assumingMemoryBound(
                to: ProtobufCMessageDescriptor.self)
            self = unsafe .message(MessageShape(child))
        case PROTOBUF_C_TYPE_BOOL: self = .number(.bool)
        case PROTOBUF_C_TYPE_INT32: self = .number(.int32)
        case PROTOBUF_C_TYPE_UINT32: self = .number(.uint32)
        case PROTOBUF_C_TYPE_INT64: self = .number(.int64)
        case PROTOBUF_C_TYPE_UINT64: self = .number(.uint64)
        default: preconditionFailure("the generator writes no field of another type")
        }
    }
}
