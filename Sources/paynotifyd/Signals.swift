import Foundation
import Logging
import Logs
import ServiceLifecycle
import UnixSignals

/// SIGHUP: reads the settings again and takes over what may change while the daemon runs.
struct Reloading: Service {
    let level: SharedLevel
    let reload: @Sendable () throws -> Settings
    let logger: Logger

    func run() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                level.value = try reload().logLevel
                logger.notice(
                    "settings read again", metadata: ["log-level": "\(level.value)"])
            } catch {
                logger.error("settings not read again, the old ones stay: \(error)")
            }
        }
    }
}

/// A second SIGTERM or SIGINT: whoever sends it does not wait for the drain.
struct SecondSignal: Service {
    let logs: LogWriter
    let logger: Logger

    func run() async {
        var count = 0
        for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint)
            .cancelOnGracefulShutdown()
        {
            count += 1
            guard count == 2 else { continue }
            logger.warning("ends without a drain", metadata: ["signal": "\(signal)"])
            logs.flush(within: .milliseconds(200))
            exit(1)
        }
    }
}
