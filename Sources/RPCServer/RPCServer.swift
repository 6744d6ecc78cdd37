package import EventLoop
package import Logging
import Logs
package import Metrics
package import RPC

/// Serves calls on TCP and Unix sockets: connections in, a ``RequestHandler`` behind.
///
/// There is no authentication, so it listens where only this machine can reach it. One loop accepts
/// and deals the connections out; a connection lives on one loop for good.
package final class RPCServer: Sendable {
    /// Where to listen and how much to allow.
    package struct Options: Sendable {
        package var addresses: [SocketAddress]
        /// Event loops; one a core suits.
        package var loopCount: Int
        package var limits: Limits

        package init(
            listeningOn addresses: [SocketAddress], loopCount: Int, limits: Limits = Limits()
        ) {
            precondition(loopCount > 0, "a server has at least one loop")
            self.addresses = addresses
            self.loopCount = loopCount
            self.limits = limits
        }
    }

    /// Why a server did not start.
    package enum StartRefused: Error, Hashable, Sendable, CustomStringConvertible {
        /// The address can be reached from other machines.
        case notLocal(SocketAddress)
        case socket(SocketError)

        package var description: String {
            switch self {
            case .notLocal(let address):
                "cannot listen on \(address): callers are not authenticated, so only loopback "
                    + "addresses and Unix sockets are served"
            case .socket(let error): error.description
            }
        }
    }

    /// Where it listens, in the order of the options, with the ports that the kernel chose.
    package let addresses: [SocketAddress]
    private let loops: [ServerLoop]
    private let logger: Logger

    private init(addresses: [SocketAddress], loops: [ServerLoop], logger: Logger) {
        self.addresses = addresses
        self.loops = loops
        self.logger = logger
    }

    /// Binds all addresses, or throws and leaves none bound; serves when it returns.
    package static func start(
        _ options: Options, handler: any RequestHandler, clock: any LoopClock = SystemClock(),
        places: ConnectionPlaces? = nil, logger: Logger, metrics: any MetricsFactory
    ) async throws(StartRefused) -> RPCServer {
        if let foreign = options.addresses.first(where: { !$0.isLoopbackOrUnix }) {
            throw .notLocal(foreign)
        }
        let places =
            places ?? ConnectionPlaces(max: options.limits.connectionsMax, metrics)
        let rules = ConnectionRules(
            limits: options.limits, room: RoomForBodies(max: options.limits.unfinishedBytesMax),
            methods: handler.methods)
        let minuteLog = MinuteLog(logger)
        var loops: [ServerLoop] = []
        do {
            for number in 0..<options.loopCount {
                let loop = try ServerLoop(
                    number: number, of: options.loopCount, handler: handler, rules: rules,
                    clock: clock, logger: logger, minuteLog: minuteLog,
                    metrics: ServerMetrics(metrics, handler.methods), places: places)
                loops.append(loop)
            }
            for loop in loops { try await loop.start() }
            let bound = try await loops[0].listen(on: options.addresses, dealingTo: loops)
            logger.info("serving", metadata: ["addresses": "\(bound)"])
            return RPCServer(addresses: bound, loops: loops, logger: logger)
        } catch {
            for loop in loops { await loop.stop() }
            throw .socket(error)
        }
    }

    /// Drains and stops: no new connection, UNAVAILABLE for new calls, then the end when all that was
    /// in flight is answered or the grace is over.
    package func stop(grace: Duration) async {
        logger.info("draining", metadata: ["grace": "\(grace)"])
        for loop in loops { await loop.drain(grace: grace) }
        for loop in loops { await loop.finish() }
        for loop in loops { await loop.stop() }
        logger.info("stopped serving")
    }
}
