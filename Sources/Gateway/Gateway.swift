import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import Notifications

/// HTTP from outside: Meta's webhooks, and the health and metrics of the daemon, on one listener.
///
/// A webhook is answered 200 only after all that it brought is durable. Nothing of a customer's, no
/// secret and no message id is logged.
package struct Gateway: Sendable {
    /// Says why the daemon should get no work at the moment, one line each; empty if it should.
    package typealias Readiness = @Sendable () async -> [String]
    /// Says what a person has to see to although the daemon works, one line each; empty: nothing.
    package typealias Notes = @Sendable () async -> [String]

    private let options: GatewayOptions
    private let webhooks: WebhookRoutes
    private let health: HealthRoutes
    private let logger: Logger

    /// The metrics are both written to and shown.
    package init(
        options: GatewayOptions, store: any NotificationStore, wallClock: any WallClock,
        metrics: PrometheusMetrics, readiness: @escaping Readiness,
        notes: @escaping Notes = { [] }, logger: Logger
    ) {
        self.options = options
        self.logger = logger
        webhooks = WebhookRoutes(
            options: options, store: store, wallClock: wallClock,
            meters: GatewayMeters(factory: metrics), logger: logger,
            minuteLog: MinuteLog(logger))
        health = HealthRoutes(readiness: readiness, notes: notes, metrics: metrics)
    }

    /// The gateway as a service, to be run once; it is told the port when it listens.
    package func service(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> GatewayService {
        GatewayService(
            application: application(onListening: onListening),
            shutdownTimeout: options.shutdownTimeout)
    }

    /// What answers requests.
    func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<ClosingResponder> {
        let router = Router(context: GatewayContext.self)
        webhooks.add(to: router)
        health.add(to: router)
        return Application(
            responder: ClosingResponder(router.buildResponder()),
            server: .http1(configuration: channelConfiguration),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    options.connectionsMax, logger: logger)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
            logger: logger)
    }

    private var channelConfiguration: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: TimeAmount(options.idleTimeout),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: options.headerBytesMax,
                maxHeaderListSize: options.headerBytesMax,
                maxHeaderFieldCount: options.headerFieldsMax))
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
