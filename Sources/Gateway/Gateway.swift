import Hummingbird
package import Logging
import Logs
package import Notifications

/// HTTP from outside: Meta's webhooks.
///
/// A webhook is answered 200 only after all that it brought is durable. Nothing of a customer's, no
/// secret and no message id is logged.
package struct Gateway: Sendable {
    private let options: GatewayOptions
    private let webhooks: WebhookRoutes
    private let logger: Logger

    package init(
        options: GatewayOptions, store: any WebhookStore, wallClock: any WallClock,
        metrics: PrometheusMetrics, logger: Logger
    ) {
        self.options = options
        self.logger = logger
        webhooks = WebhookRoutes(
            options: options, store: store, wallClock: wallClock,
            meters: GatewayMeters(factory: metrics), minuteLog: MinuteLog(logger))
    }

    /// The gateway as a service, to be run once; it is told the port when it listens.
    package func service(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> HTTPService {
        HTTPService(
            application: application(onListening: onListening),
            shutdownTimeout: options.listener.shutdownTimeout)
    }

    /// What answers requests.
    func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<ClosingResponder> {
        let router = Router<GatewayContext>.gateway()
        webhooks.add(to: router)
        return options.listener.application(router, logger: logger, onListening: onListening)
    }
}
