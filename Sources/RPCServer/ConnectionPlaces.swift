import EventLoop
package import Metrics
import Synchronization
import Time

/// The places for connections of all loops of a server, and who has them.
///
/// When they are all taken a newcomer gets the place of a connection that is not in use, of a peer that
/// has no fewer places than the newcomer's; a few places are for Unix sockets alone.
package final class ConnectionPlaces: Sendable {
    /// Places that TCP leaves to Unix sockets, where there are enough.
    static let unixPlaces = 16

    private struct State {
        var held: [PeerGroup: Int] = [:]
        var count = 0
        var tcpCount = 0
        /// When somebody last came to find all places taken.
        var fullAt: Moment?
    }

    private let state = Mutex(State())
    private let max: Int
    private let tcpMax: Int
    private let gauge: Gauge
    private let turnedAway: Counter

    /// Makes places, all of them free.
    package init(max: Int, _ factory: any MetricsFactory) {
        self.max = max
        tcpMax = max - min(Self.unixPlaces, max / 4)
        gauge = Gauge(label: "rpc_server_connections", factory: factory)
        turnedAway = Counter(label: "rpc_server_connections_refused_total", factory: factory)
    }

    /// Whether somebody found all places taken in the last minute.
    package var wereTaken: Bool {
        state.withLock(\.fullAt).map { $0.duration(to: .now) < .seconds(60) } ?? false
    }

    /// Takes a place, unless the peer's are all taken.
    func take(_ group: PeerGroup) -> Bool {
        let count = state.withLock { state -> Int? in
            guard state.count < max, !group.isTCP || state.tcpCount < tcpMax else {
                state.fullAt = .now
                return nil
            }
            state.count += 1
            if group.isTCP { state.tcpCount += 1 }
            state.held[group, default: 0] += 1
            return state.count
        }
        guard let count else { return false }
        gauge.record(count)
        return true
    }

    func giveBack(_ group: PeerGroup) {
        let count = state.withLock { state in
            state.count -= 1
            if group.isTCP { state.tcpCount -= 1 }
            let held = (state.held[group] ?? 1) - 1
            state.held[group] = held > 0 ? held : nil
            return state.count
        }
        gauge.record(count)
    }

    /// How many places each peer has that a newcomer of the peer's may get one of.
    func yielding(to newcomer: PeerGroup) -> [PeerGroup: Int] {
        state.withLock { state in
            let own = state.held[newcomer] ?? 0
            // Places for Unix sockets alone are none for TCP, whoever has them.
            let mayBeUnix = !newcomer.isTCP || state.tcpCount < tcpMax
            return state.held.filter { ($0.key.isTCP || mayBeUnix) && $0.value >= own }
        }
    }

    /// Counts a connection that was closed unheard.
    func turnAway() { turnedAway.increment() }
}
