import CoreMetrics
import EventLoop
import Logging
import RPCServer
import ServiceLifecycle
import StoreCore

/// The socket beside the database, on which the machine's owner asks for backups.
///
/// A daemon that cannot listen there serves all the same.
struct ControlService: Service {
    /// The database's path.
    let database: String
    let backups: any BackupMaker
    let logger: Logger
    /// Told whether it listens, once that is known.
    let opened: @Sendable (Bool) -> Void

    func run() async throws {
        let path = Maintenance.socketPath(of: database)
        var limits = Limits()
        limits.connectionsMax = 16
        do {
            let server = try await RPCServer.start(
                RPCServer.Options(
                    listeningOn: [try SocketAddress(parsing: "unix:\(path)")], loopCount: 1,
                    limits: limits),
                handler: MaintenanceHandler(backups: backups), logger: logger,
                metrics: NOOPMetricsHandler.instance)
            opened(true)
            try? await gracefulShutdown()
            await server.stop(grace: .seconds(1))
        } catch {
            logger.error(
                "no backups are served: \(error)", metadata: ["socket": "\(path)"])
            opened(false)
            try? await gracefulShutdown()
        }
    }
}
