public import Messages

/// A method of a service, with the types of its messages.
public struct MethodDescriptor<Request: WireMessage, Response: WireMessage>: UnaryMethod {
    /// Full name of the service with its package, such as "paynotify.v1.Notifications".
    public let service: String
    /// Bare name of the method, such as "NotifyStateChange".
    public let method: String

    /// Names a method.
    public init(service: String, method: String) {
        self.service = service
        self.method = method
    }
}

/// A method with one request and one response, where the types of its messages are not known.
public protocol UnaryMethod: Hashable, Sendable {
    associatedtype Request: WireMessage
    associatedtype Response: WireMessage

    /// Full name of the service with its package, such as "paynotify.v1.Notifications".
    var service: String { get }
    /// Bare name of the method, such as "NotifyStateChange".
    var method: String { get }
}

extension UnaryMethod {
    /// Service and method, such as "paynotify.v1.Notifications/NotifyStateChange".
    public var fullPath: String { "\(service)/\(method)" }

    /// The method, for calls.
    public var descriptor: MethodDescriptor<Request, Response> {
        MethodDescriptor(service: service, method: method)
    }
}
