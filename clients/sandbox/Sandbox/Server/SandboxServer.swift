import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The sandbox as a server: its listener and its webhook sender.
struct SandboxServer {
    let platform: Platform
    let host: String
    /// 0 stands for any free port.
    let port: Int
    let logger: Logger

    /// The listener alone; `onListening` is told the port.
    func application(
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Application<SandboxResponder> {
        Application(
            responder: SandboxResponder(platform: platform),
            server: .http1(
                configuration: .init(idleTimeout: TimeAmount(Limits.connectionIdleTimeout))),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { onListening($0.localAddress?.port ?? 0) },
            logger: logger)
    }

    /// Runs until SIGTERM or SIGINT; throws if the port cannot be listened on.
    func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        let transport = HTTPWebhookTransport()
        var configuration = ServiceGroupConfiguration(
            services: [
                WebhookSender(platform: platform, transport: transport),
                application(onListening: onListening),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // A half-sent request would hold up the exit otherwise.
        configuration.maximumGracefulShutdownDuration = Limits.shutdownTimeout
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            try? await transport.shutdown()
            throw error
        }
        try await transport.shutdown()
    }
}
