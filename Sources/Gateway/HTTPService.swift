import Hummingbird
import ServiceLifecycle

/// A listener for HTTP while it listens: it ends on graceful shutdown, and is cut off if that takes too long.
package struct HTTPService: Service {
    let application: Application<ClosingResponder>
    let shutdownTimeout: Duration

    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await application.run() }
            group.addTask {
                try await gracefulShutdown()
                try await Task.sleep(for: shutdownTimeout)
            }
            try await group.next()
        }
    }
}
