internal import Calls
internal import CoreMetrics
internal import EventLoop
internal import Foundation
internal import Logging
internal import Metrics
internal import RPC
internal import RPCServer
internal import ServiceLifecycle

/// The RPC server, from start to drain; opens once the gateway listens.
struct RPCService: Service {
    let settings: Settings
    let handler: CallHandler
    let health: HealthState
    let metrics: any MetricsFactory
    let logger: Logger
    let gatewayPorts: AsyncStream<Int>

    func run() async throws {
        guard let port = await gatewayPort() else { return }
        let server = try await start()
        health.becomeReady()
        announce(server, gatewayPort: port)
        // Ends without an error by a graceful shutdown, and by cancellation with one.
        try? await gracefulShutdown()
        health.beginDraining()
        await server.stop(grace: settings.drain)
    }

    /// nil: the daemon is told to end before the gateway listens.
    private func gatewayPort() async -> Int? {
        await gatewayPorts.cancelOnGracefulShutdown().first { _ in true }
    }

    private func start() async throws(StartFailure) -> RPCServer {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var limits = Limits()
        limits.connectionsMax = settings.connectionsMax
        let options = RPCServer.Options(
            listeningOn: settings.listen, loopCount: max(1, cores), limits: limits)
        do {
            return try await RPCServer.start(
                options, handler: handler, logger: logger, metrics: metrics)
        } catch {
            throw StartFailure(description: error.description)
        }
    }

    /// The line that scripts wait for.
    private func announce(_ server: RPCServer, gatewayPort: Int) {
        let addresses = server.addresses.map(\.description).joined(separator: " ")
        let line =
            "paynotifyd ready: rpc \(addresses), gateway http://"
            + "\(HostPort(host: settings.gateway.host, port: gatewayPort))\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}

/// Counts refused calls by their reason.
struct RefusalMetric: RefusalCounter {
    private let factory: any MetricsFactory

    init(_ factory: any MetricsFactory) { self.factory = factory }

    func countRefusal(reason: String) {
        Counter(
            label: "paynotify_calls_refused_total", dimensions: [("reason", reason)],
            factory: factory
        ).increment()
    }
}
