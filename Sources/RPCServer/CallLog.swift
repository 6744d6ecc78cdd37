import Logging
import RPC

/// At debug, a line of the log for each call that the handler answered, with what its caller calls it.
///
/// Who looks for a call knows its `traceparent` (<https://www.w3.org/TR/trace-context/>) or its
/// `x-request-id`. A value that is not 1 to 128 printable ASCII characters without blanks is left out:
/// no caller writes lines of its own.
struct CallLog {
    private static let keys = ["traceparent", "x-request-id"]
    private static let valueBytesMax = 128

    private let logger: Logger
    private let names: [MethodName]
    /// What callers said about calls in work.
    private var traces: [CallTag: Logger.Metadata] = [:]

    init(_ logger: Logger, _ methods: MethodNames) {
        self.logger = logger
        names = methods.names
    }

    /// Of how many calls something is kept.
    var keptCount: Int { traces.count }

    /// Whether answers are to be told; asked once for many, as levels are shared and locked.
    var isOn: Bool { logger.logLevel <= .debug || !traces.isEmpty }

    /// Keeps what callers said about the calls that the handler gets now.
    mutating func began(_ batch: CallBatch) {
        guard batch.hasMetadata, isOn else { return }
        for call in batch.calls {
            let trace = Self.trace(in: batch.metadata(of: call))
            if !trace.isEmpty { traces[call.tag] = trace }
        }
    }

    /// Writes the line of a call; one that nobody waited for has none.
    mutating func answered(
        _ tag: CallTag, _ call: CallInFlight?, _ code: RPCStatus.Code, from peer: String,
        at now: Moment
    ) {
        let trace = traces.removeValue(forKey: tag) ?? [:]
        guard let call else { return }
        let name = call.method.map { "\(names[$0].service)/\(names[$0].method)" } ?? "_OTHER"
        let microseconds = (now.nanoseconds - call.startedAt.nanoseconds) / 1_000
        logger.debug(
            "answered a call",
            metadata: trace.merging([
                "method": "\(name)", "code": "\(code.name)", "microseconds": "\(microseconds)",
                "peer": "\(peer)",
            ]) { said, _ in said })
    }

    private static func trace(in metadata: [MetadataEntry]) -> Logger.Metadata {
        var trace: Logger.Metadata = [:]
        for entry in metadata {
            let key = entry.key.lowercased()
            let value = entry.value.utf8
            if keys.contains(key), (1...valueBytesMax).contains(value.count),
                value.allSatisfy({ (0x21...0x7E).contains($0) })
            {
                trace[key] = "\(entry.value)"
            }
        }
        return trace
    }
}
