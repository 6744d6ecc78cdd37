import Synchronization

@testable import Sandbox

/// Both clocks of the sandbox, standing still until they are advanced.
final class ManualTime: Sendable {
    private let elapsed = Mutex(Duration.zero)
    private let start = 1_795_350_000.0

    var source: TimeSource {
        TimeSource(
            wall: { self.start + self.now / .seconds(1) }, uptime: { self.now },
            advance: { self.advance(by: $0) })
    }

    var now: Duration { elapsed.withLock { $0 } }

    func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
    }
}
