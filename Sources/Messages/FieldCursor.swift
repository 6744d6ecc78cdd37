import CProtobufC

/// Moves the fields of one message between a Swift value and libprotobuf-c's struct.
///
/// A message names each of its fields once, in the order of their numbers, and gives the property
/// that holds it; the cursor fills the property or the struct. Names, types and completeness are
/// asserted against the C descriptor.
@safe
struct FieldCursor: ~Copyable {
    private let message: UnsafeMutableRawPointer
    private let arena: Arena.Space?
    private var field: UnsafePointer<ProtobufCFieldDescriptor>
    private let end: UnsafePointer<ProtobufCFieldDescriptor>

    /// Makes a cursor at the first field.
    ///
    /// - Parameters:
    ///   - message: A struct of the layout's type.
    ///   - layout: Says where its fields are.
    ///   - arena: Where what is written lives; nil to read.
    private init(
        _ message: UnsafeMutableRawPointer, _ layout: MessageLayout, arena: Arena.Space?
    ) {
        unsafe self.message = message
        self.arena = arena
        unsafe self.field = layout.descriptor.pointee.fields
        unsafe self.end = field + Int(layout.descriptor.pointee.n_fields)
    }

    /// The value of a struct that libprotobuf-c unpacked.
    static func read<M: CMessage>(_ type: M.Type, _ message: UnsafeMutableRawPointer) -> M {
        var value = M.empty
        var cursor = unsafe FieldCursor(message, M.layout, arena: nil)
        value.exchange(&cursor)
        cursor.finish()
        return value
    }

    /// A struct with the value's fields; lives as long as the arena.
    static func write<M: CMessage>(
        _ value: M, _ arena: Arena.Space
    ) -> UnsafeMutableRawPointer {
        let descriptor = unsafe M.layout.descriptor
        let message = unsafe arena.take(descriptor.pointee.sizeof_message)
        unsafe descriptor.pointee.message_init(
            message.assumingMemoryBound(to: ProtobufCMessage.self))
        var copy = value
        var cursor = unsafe FieldCursor(message, M.layout, arena: arena)
        copy.exchange(&cursor)
        cursor.finish()
        return unsafe message
    }

    private func finish() {
        assert(unsafe field == end, "a message exchanges all of its fields")
    }

    /// The place of the next field, which has this name and type.
    private mutating func advance(
        _ name: StaticString, _ type: ProtobufCType, _ isRepeated: Bool = false
    ) -> UnsafeMutableRawPointer {
        assert(unsafe field < end, "the type has no further field")
        assert(unsafe isNamed(field.pointee.name, name), "not the next field")
        assert(unsafe field.pointee.type == type, "the field has another type")
        assert(
            unsafe (field.pointee.label == PROTOBUF_C_LABEL_REPEATED) == isRepeated,
            "the field is repeated or not")
        defer { unsafe field += 1 }
        return unsafe message + Int(field.pointee.offset)
    }

    private func isNamed(_ theirs: UnsafePointer<CChar>, _ ours: StaticString) -> Bool {
        // Sound: both end with a NUL, and the comparison with the first difference.
        for index in 0...ours.utf8CodeUnitCount
        where unsafe UInt8(bitPattern: theirs[index]) != ours.utf8Start[index] {
            return false
        }
        return true
    }
}

extension FieldCursor {
    private mutating func scalar<T: BitwiseCopyable>(
        _ name: StaticString, _ type: ProtobufCType, _ value: inout T
    ) {
        let place = unsafe advance(name, type)
        if arena == nil {
            value = unsafe place.load(as: T.self)
        } else {
            unsafe place.storeBytes(of: value, as: T.self)
        }
    }

    mutating func int64(_ name: StaticString, _ value: inout Int64) {
        scalar(name, PROTOBUF_C_TYPE_INT64, &value)
    }

    mutating func int32(_ name: StaticString, _ value: inout Int32) {
        scalar(name, PROTOBUF_C_TYPE_INT32, &value)
    }

    mutating func uint32(_ name: StaticString, _ value: inout UInt32) {
        scalar(name, PROTOBUF_C_TYPE_UINT32, &value)
    }

    mutating func bool(_ name: StaticString, _ value: inout Bool) {
        var number: protobuf_c_boolean = value ? 1 : 0
        scalar(name, PROTOBUF_C_TYPE_BOOL, &number)
        value = number != 0
    }

    mutating func enumeration<E: WireEnum>(_ name: StaticString, _ value: inout E) {
        var number = value.rawValue
        scalar(name, PROTOBUF_C_TYPE_ENUM, &number)
        value = E(rawValue: number) ?? .unrecognized
    }

    mutating func string(_ name: StaticString, _ value: inout String) {
        let place = unsafe advance(name, PROTOBUF_C_TYPE_STRING)
        if let arena = arena {
            unsafe place.storeBytes(of: arena.cString(value), as: CString.self)
        } else {
            value = unsafe String(cString: place.load(as: CString.self))
        }
    }

    mutating func bytes(_ name: StaticString, _ value: inout [UInt8]) {
        let place = unsafe advance(name, PROTOBUF_C_TYPE_BYTES)
        if let arena = arena {
            unsafe place.storeBytes(of: arena.data(value), as: ProtobufCBinaryData.self)
        } else {
            let data = unsafe place.load(as: ProtobufCBinaryData.self)
            value = unsafe Array(UnsafeBufferPointer(start: data.data, count: data.len))
        }
    }

    /// A message whose absence means the same as an empty one.
    mutating func message<M: CMessage>(_ name: StaticString, _ value: inout M) {
        var optional = arena == nil || value == .empty ? nil : value
        message(name, &optional)
        if arena == nil { value = optional ?? .empty }
    }

    /// A message that can be absent, or a member of a oneof.
    mutating func message<M: CMessage>(_ name: StaticString, _ value: inout M?) {
        let descriptor = unsafe field.pointee
        let place = unsafe advance(name, PROTOBUF_C_TYPE_MESSAGE)
        let isMember = unsafe descriptor.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
        let chosen = unsafe message + Int(descriptor.quantifier_offset)
        if let arena = arena {
            guard let value else { return }
            unsafe place.storeBytes(of: Self.write(value, arena), as: UnsafeMutableRawPointer.self)
            if isMember { unsafe chosen.storeBytes(of: descriptor.id, as: UInt32.self) }
        } else if unsafe !isMember || chosen.load(as: UInt32.self) == descriptor.id {
            let child = unsafe place.load(as: UnsafeMutableRawPointer?.self)
            value = unsafe child.map { unsafe Self.read(M.self, $0) }
        } else {
            value = nil
        }
    }
}

extension FieldCursor {
    /// A repeated field: C has a count and a pointer to the elements.
    private mutating func repeated<Element, C: BitwiseCopyable>(
        _ name: StaticString, _ type: ProtobufCType, _ values: inout [Element],
        read: (C) -> Element, write: (Element, Arena.Space) -> C
    ) {
        let count = unsafe message + Int(field.pointee.quantifier_offset)
        let place = unsafe advance(name, type, true)
        guard let arena = arena else {
            let elements = unsafe UnsafeBufferPointer(
                start: place.load(as: UnsafePointer<C>?.self), count: count.load(as: Int.self))
            values = unsafe elements.map(read)
            return
        }
        guard !values.isEmpty else { return }
        let elements = unsafe arena.take(values.count * MemoryLayout<C>.stride)
            .bindMemory(to: C.self, capacity: values.count)
        for (index, value) in values.enumerated() {
            unsafe elements[index] = write(value, arena)
        }
        unsafe count.storeBytes(of: values.count, as: Int.self)
        unsafe place.storeBytes(of: elements, as: UnsafeMutablePointer<C>.self)
    }

    mutating func strings(_ name: StaticString, _ values: inout [String]) {
        unsafe repeated(
            name, PROTOBUF_C_TYPE_STRING, &values,
            read: { (text: CString) in unsafe String(cString: text) },
            write: { unsafe $1.cString($0) })
    }

    mutating func int32s(_ name: StaticString, _ values: inout [Int32]) {
        repeated(
            name, PROTOBUF_C_TYPE_INT32, &values, read: { (number: Int32) in number },
            write: { number, _ in number })
    }

    mutating func enumerations<E: WireEnum>(_ name: StaticString, _ values: inout [E]) {
        repeated(
            name, PROTOBUF_C_TYPE_ENUM, &values,
            read: { (number: Int32) in E(rawValue: number) ?? .unrecognized },
            write: { value, _ in value.rawValue })
    }

    mutating func messages<M: CMessage>(_ name: StaticString, _ values: inout [M]) {
        unsafe repeated(
            name, PROTOBUF_C_TYPE_MESSAGE, &values,
            read: { (message: UnsafeMutableRawPointer) in unsafe Self.read(M.self, message) },
            write: { unsafe Self.write($0, $1) })
    }
}

/// A C string within an arena.
private typealias CString = UnsafeMutablePointer<CChar>

extension Arena.Space {
    /// The text with a NUL behind it; a NUL within it becomes U+FFFD.
    fileprivate func cString(_ text: String) -> CString {
        guard !text.utf8.contains(0) else {
            let scalars = text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }
            return unsafe cString(String(String.UnicodeScalarView(scalars)))
        }
        let count = text.utf8.count
        let memory = unsafe take(count + 1)
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress {
                unsafe memory.copyMemory(from: start, byteCount: count)
            }
        }
        unsafe memory.storeBytes(of: 0, toByteOffset: count, as: CChar.self)
        return unsafe memory.assumingMemoryBound(to: CChar.self)
    }

    fileprivate func data(_ bytes: [UInt8]) -> ProtobufCBinaryData {
        let memory = unsafe take(bytes.count)
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress {
                unsafe memory.copyMemory(from: start, byteCount: source.count)
            }
        }
        return unsafe ProtobufCBinaryData(
            len: bytes.count, data: memory.assumingMemoryBound(to: UInt8.self))
    }
}
