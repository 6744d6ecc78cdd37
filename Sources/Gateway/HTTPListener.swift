import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Where HTTP is taken, and how much of it.
package struct HTTPListener: Hashable, Sendable {
    /// A name or an address.
    package var host = "127.0.0.1"
    /// 0 for any free port.
    package var port = 0
    /// Connections at once; further ones wait to be accepted.
    package var connectionsMax = 1_024
    /// For a connection that sends nothing, and for the head of a request.
    package var idleTimeout: Duration = .seconds(15)
    /// Bytes of all header fields of a request.
    package var headerBytesMax = 32 << 10
    /// Header fields of a request.
    package var headerFieldsMax = 100
    /// For requests under way at the end; they are cut off then.
    package var shutdownTimeout: Duration = .seconds(10)

    package init(host: String = "127.0.0.1", port: Int = 0) {
        self.host = host
        self.port = port
    }

    /// An application that serves the routes here, and tells the port when it listens.
    func application(
        _ router: Router<GatewayContext>, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void
    ) -> Application<ClosingResponder> {
        Application(
            responder: ClosingResponder(router.buildResponder()),
            server: .http1(configuration: channelConfiguration),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    connectionsMax, logger: logger)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
            logger: logger)
    }

    private var channelConfiguration: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [HTTPConformanceInstaller()],
            idleTimeout: TimeAmount(idleTimeout),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: headerBytesMax, maxHeaderListSize: headerBytesMax,
                maxHeaderFieldCount: headerFieldsMax))
    }
}

/// A request's context that knows its connection.
struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any NIOCore.Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
