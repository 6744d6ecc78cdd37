import CMessages
import RPC

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
            paynotify__v1__senders__descriptor,
            grpc__health__v1__health__descriptor,
        ]
    }

    /// What the services take and give, the envelope, and the details of a status.
    static var roots: [Message] {
        let messages = unsafe methods.flatMap { unsafe [$0.method.input, $0.method.output] }
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

    /// All methods of all services.
    static var signatures: [Signature] {
        unsafe methods.map { service, method in
            unsafe Signature(
                service: service, method: String(cString: method.name),
                request: String(cString: method.input.pointee.name),
                response: String(cString: method.output.pointee.name))
        }
    }

    private static var methods: [(service: String, method: ProtobufCMethodDescriptor)] {
        unsafe services.flatMap { service in
            unsafe (0..<Int(service.n_methods)).map { index in
                unsafe (String(cString: service.name), service.methods[index])
            }
        }
    }

    /// The values of every enumeration that a message holds, by its short name.
    static var enumerations: [String: [String: Int32]] {
        var all: [String: [String: Int32]] = [:]
        for type in AllMessages.types {
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

/// A method with the names of its messages.
struct Signature: Hashable {
    let service: String
    let method: String
    let request: String
    let response: String

    init(service: String, method: String, request: String, response: String) {
        self.service = service
        self.method = method
        self.request = request
        self.response = response
    }

    init<Request, Response>(_ descriptor: MethodDescriptor<Request, Response>) {
        self.init(
            service: descriptor.service, method: descriptor.method, request: Request.fullName,
            response: Response.fullName)
    }
}
