import Calls
import CoreMetrics
import EventLoop
import Foundation
import Logging
import Metrics
import RPC
import RPCServer
import ServiceLifecycle

/// The RPC server, from start to drain; opens once gateway and admin listen.
struct RPCService: Service {
    let settings: Settings
    let handler: CallHandler
    let health: HealthState
    let places: ConnectionPlaces
    let metrics: any MetricsFactory
    let logger: Logger
    let gatewayPort: AsyncStream<Int>
    let adminPort: AsyncStream<Int>
    /// Whether the socket for the machine's owner is open, once that is known.
    let control: AsyncStream<Bool>

    func run() async throws {
        guard let gateway = await Self.first(of: gatewayPort),
            let admin = await Self.first(of: adminPort),
            await Self.first(of: control) != nil
        else { return }
        let server = try await start()
        health.becomeReady()
        announce(server, gateway: gateway, admin: admin)
        // Ends without an error by a graceful shutdown, and by cancellation with one.
        try? await gracefulShutdown()
        health.beginDraining()
        await server.stop(grace: settings.drain)
    }

    /// Such as a port, once it listens; nil: the daemon was told to end before.
    private static func first<Element: Sendable>(of stream: AsyncStream<Element>) async -> Element?
    {
        await stream.cancelOnGracefulShutdown().first { _ in true }
    }

    private func start() async throws(StartFailure) -> RPCServer {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var limits = Limits()
        limits.connectionsMax = settings.connectionsMax
        limits.callsInWorkMax = settings.callsInWorkMax
        limits.serverCallsMax = settings.callsMax
        let options = RPCServer.Options(
            listeningOn: settings.listen, loopCount: max(1, cores), limits: limits)
        do {
            return try await RPCServer.start(
                options, handler: handler, places: places, logger: logger, metrics: metrics)
        } catch {
            throw StartFailure(description: error.description)
        }
    }

    /// The line that scripts wait for.
    private func announce(_ server: RPCServer, gateway: Int, admin: Int) {
        let addresses = server.addresses.map(\.description).joined(separator: " ")
        let line =
            "paynotifyd ready: rpc \(addresses), "
            + "gateway http://\(HostPort(host: settings.gateway.host, port: gateway)), "
            + "admin http://\(HostPort(host: settings.admin.host, port: admin))\n"
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
