import CMessages

@testable import Messages

/// The protos as the generated C code describes them.
enum Descriptors {
    typealias Message = UnsafePointer<ProtobufCMessageDescriptor>

    /// The services.
    ///
    /// A copy of a descriptor is as good as the descriptor, because it is only read.
    private static var services: [ProtobufCServiceDescriptor] {
        unsafe [
            paynotify__v1__notifications__descriptor, paynotify__v1__merchants__descriptor,
            paynotify__v1__operations__descriptor, paynotify__v1__recipients__descriptor,
            paynotify__v1__senders__descriptor, paynotify__v1__maintenance__descriptor,
            grpc__health__v1__health__descriptor,
        ]
    }

    /// What the services take and give, the envelope, and the details of a status.
    static var roots: [Message] {
        let messages = unsafe methods.flatMap { unsafe [$0.input, $0.output] }
        return unsafe messages.compactMap { unsafe $0 } + [
            descriptor(ttrpc__request__init), descriptor(ttrpc__response__init),
            descriptor(google__rpc__error_info__init), descriptor(google__rpc__bad_request__init),
            descriptor(google__rpc__retry_info__init),
        ]
    }

    /// The path on which a message type reaches itself; nil if it does not.
    static func cycle(from message: Message, above: [String], _ visited: inout Set<String>)
        -> String?
    {
        let name = unsafe String(cString: message.pointee.name)
        if above.contains(name) { return (above + [name]).joined(separator: " > ") }
        visited.insert(name)
        for index in 0..<Int(unsafe message.pointee.n_fields) {
            let field = unsafe message.pointee.fields[index]
            guard unsafe field.type == PROTOBUF_C_TYPE_MESSAGE else { continue }
            let child = unsafe field.descriptor.assumingMemoryBound(
                to: ProtobufCMessageDescriptor.self)
            if let path = unsafe cycle(from: child, above: above + [name], &visited) { return path }
        }
        return nil
    }

    private static var methods: [ProtobufCMethodDescriptor] {
        unsafe services.flatMap { service in
            unsafe (0..<Int(service.n_methods)).map { unsafe service.methods[$0] }
        }
    }

    /// A line for each field, value and method, with what of it is on the wire.
    static var contract: Set<String> {
        var lines: Set<String> = []
        for type in MessageTypes.messages {
            let message = unsafe type.layout.descriptor
            for index in 0..<Int(unsafe message.pointee.n_fields) {
                unsafe lines.insert("\(type.fullName) \(line(of: message.pointee.fields[index]))")
            }
        }
        for (name, values) in enumerations {
            for (value, number) in values { lines.insert("\(name) \(value) = \(number)") }
        }
        lines.formUnion(methodLines)
        return lines
    }

    private static var methodLines: [String] {
        unsafe services.flatMap { service in
            unsafe (0..<Int(service.n_methods)).map { index in
                let method = unsafe service.methods[index]
                return unsafe "\(String(cString: service.name))/\(String(cString: method.name)) "
                    + "\(String(cString: method.input.pointee.name)) -> "
                    + String(cString: method.output.pointee.name)
            }
        }
    }

    private static func line(of field: ProtobufCFieldDescriptor) -> String {
        let isRepeated = unsafe field.label == PROTOBUF_C_LABEL_REPEATED
        let isMember = unsafe field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
        return unsafe "\(String(cString: field.name)) = \(field.id) "
            + "\(isRepeated ? "repeated " : "")\(type(of: field))"
            + (isMember ? " of a oneof" : "")
    }

    private static func type(of field: ProtobufCFieldDescriptor) -> String {
        let type = unsafe field.type
        if type == PROTOBUF_C_TYPE_MESSAGE {
            let message = unsafe field.descriptor.assumingMemoryBound(
                to: ProtobufCMessageDescriptor.self)
            return unsafe String(cString: message.pointee.name)
        }
        if type == PROTOBUF_C_TYPE_ENUM {
            let enumeration = unsafe field.descriptor.assumingMemoryBound(
                to: ProtobufCEnumDescriptor.self)
            return unsafe String(cString: enumeration.pointee.short_name)
        }
        return scalars[type.rawValue] ?? "type \(type.rawValue)"
    }

    private static let scalars = [
        PROTOBUF_C_TYPE_INT64.rawValue: "int64", PROTOBUF_C_TYPE_INT32.rawValue: "int32",
        PROTOBUF_C_TYPE_UINT32.rawValue: "uint32", PROTOBUF_C_TYPE_BOOL.rawValue: "bool",
        PROTOBUF_C_TYPE_STRING.rawValue: "string", PROTOBUF_C_TYPE_BYTES.rawValue: "bytes",
    ]

    /// The values of every enumeration that a message holds, by its short name.
    static var enumerations: [String: [String: Int32]] {
        var all: [String: [String: Int32]] = [:]
        for type in MessageTypes.messages {
            let message = unsafe type.layout.descriptor
            for index in 0..<Int(unsafe message.pointee.n_fields) {
                let field = unsafe message.pointee.fields[index]
                guard unsafe field.type == PROTOBUF_C_TYPE_ENUM else { continue }
                let descriptor = unsafe field.descriptor.assumingMemoryBound(
                    to: ProtobufCEnumDescriptor.self
                ).pointee
                unsafe all[String(cString: descriptor.short_name)] = values(of: descriptor)
            }
        }
        return all
    }

    private static func values(of descriptor: ProtobufCEnumDescriptor) -> [String: Int32] {
        var values: [String: Int32] = [:]
        for index in 0..<Int(unsafe descriptor.n_values) {
            let value = unsafe descriptor.values[index]
            unsafe values[String(cString: value.name)] = value.value
        }
        return values
    }

    private static func descriptor<C>(_ initialize: (UnsafeMutablePointer<C>?) -> Void) -> Message {
        let message = UnsafeMutablePointer<C>.allocate(capacity: 1)
        defer { unsafe message.deallocate() }
        unsafe initialize(message)
        return unsafe UnsafeRawPointer(message).load(as: ProtobufCMessage.self).descriptor
    }
}

extension MessageTypes {
    /// The full name of each message type.
    static let names = messages.map { $0.fullName }
}
