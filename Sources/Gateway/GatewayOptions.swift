/// Where the gateway listens and what it takes.
package struct GatewayOptions: Hashable, Sendable {
    /// Webhooks come by way of a proxy that ends TLS.
    package var listener = HTTPListener(port: 8080)
    /// From a webhook's head to the end of its body; the connection is closed then.
    package var bodyTimeout: Duration = .seconds(15)
    /// Bytes of all bodies at once; what comes beyond is answered 503, so that Meta repeats it.
    package var bodyBytesMax = 48 << 20
    /// For the store to begin with a webhook's news; it is answered 503 then.
    package var commitTimeout: Duration = .seconds(10)

    package init() {}
}
