public import Messages

/// A method of a service, with the types of its messages.
public struct MethodDescriptor<Request: WireMessage, Response: WireMessage>: Hashable, Sendable {
    /// Full name of the service with its package, such as "paynotify.v1.Notifications".
    public let service: String
    /// Bare name of the method, such as "NotifyStateChange".
    public let method: String

    /// Names a method.
    public init(service: String, method: String) {
        self.service = service
        self.method = method
    }

    /// Service and method, such as "paynotify.v1.Notifications/NotifyStateChange".
    public var fullPath: String { "\(service)/\(method)" }
}
