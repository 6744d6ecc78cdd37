import Hummingbird
package import Logging

/// HTTP for the operator's machines: does it live, should it get work, what does it count.
///
/// It has a listener of its own, so that whoever may post webhooks neither sees it nor takes its places.
package struct Admin: Sendable {
    /// Says why the daemon should get no work at the moment, one line each; empty if it should.
    package typealias Readiness = @Sendable () async -> [String]
    /// Says what a person has to see to although the daemon works, one line each; empty: nothing.
    package typealias Notes = @Sendable () async -> [String]
    /// Looks at the database on its disk; nil while there is none.
    package typealias Storage = @Sendable () -> StorageFigures?

    private let listener: HTTPListener
    private let routes: HealthRoutes
    private let logger: Logger

    /// Shows the metrics that others write to, and the storage.
    package init(
        listener: HTTPListener, metrics: PrometheusMetrics, storage: @escaping Storage = { nil },
        readiness: @escaping Readiness, notes: @escaping Notes = { [] }, logger: Logger
    ) {
        self.listener = listener
        self.logger = logger
        routes = HealthRoutes(
            readiness: readiness, notes: notes, metrics: metrics, storage: storage)
    }

    /// The listener as a service, to be run once; it is told the port when it listens.
    package func service(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> HTTPService {
        HTTPService(
            application: application(onListening: onListening),
            shutdownTimeout: listener.shutdownTimeout)
    }

    /// What answers requests.
    func application(
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<ClosingResponder> {
        let router = Router<GatewayContext>.gateway()
        routes.add(to: router)
        return listener.application(router, logger: logger, onListening: onListening)
    }
}
