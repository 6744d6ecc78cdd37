/// Where the gateway listens and what it takes.
package struct GatewayOptions: Hashable, Sendable {
    /// A name or an address; webhooks come by way of a proxy that ends TLS.
    package var host = "127.0.0.1"
    /// 0 for any free port.
    package var port = 8080
    /// Connections at once; further ones wait to be accepted.
    package var connectionsMax = 1_024
    /// For a connection that sends nothing, and for the head of a request.
    package var idleTimeout: Duration = .seconds(15)
    /// From a webhook's head to the end of its body; the connection is closed then.
    package var bodyTimeout: Duration = .seconds(15)
    /// For the store to begin with a webhook's news; it is answered 503 then.
    package var commitTimeout: Duration = .seconds(10)
    /// Bytes of all header fields of a request.
    package var headerBytesMax = 32 << 10
    /// Header fields of a request.
    package var headerFieldsMax = 100
    /// For requests under way at the end; they are cut off then.
    package var shutdownTimeout: Duration = .seconds(10)

    package init() {}
}
