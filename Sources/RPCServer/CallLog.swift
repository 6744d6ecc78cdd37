import Logging
import RPC
import Time

/// At debug, a line of the log for each call that the handler answered, with what its caller calls it.
struct CallLog {
    private let logger: Logger
    private let names: [MethodName]

    init(_ logger: Logger, _ methods: MethodNames) {
        self.logger = logger
        names = methods.names
    }

    /// Whether it logs calls; asked once for many, as levels are shared and locked.
    var isOn: Bool { logger.logLevel <= .debug }

    /// Writes the line of a call.
    func answered(
        _ call: CallInFlight, _ trace: CallTrace?, _ code: RPCStatus.Code, from peer: Peer,
        at now: Moment
    ) {
        let name = call.method.map { "\(names[$0].service)/\(names[$0].method)" } ?? "_OTHER"
        let microseconds = (now.nanoseconds - call.startedAt.nanoseconds) / 1_000
        var metadata: Logger.Metadata = [
            "method": "\(name)", "code": "\(code.name)", "microseconds": "\(microseconds)",
            "peer": "\(peer)",
        ]
        for (key, value) in trace?.values ?? [:] { metadata[key] = "\(value)" }
        logger.debug("answered a call", metadata: metadata)
    }
}
