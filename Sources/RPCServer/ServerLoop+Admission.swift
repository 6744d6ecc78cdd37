import EventLoop
import Framing
import Logging
import Logs
import RPC
import Time

/// An accepted connection on its way to a loop.
struct Newcomer: Sendable {
    let descriptor: Int32
    let group: PeerGroup
    /// The loops that it may still ask for a place, the next one first: each once for one that was never
    /// used, then each once for one that is idle.
    var route: ArraySlice<ServerLoop>
    /// How many of the other loops it can still ask for an idle connection.
    let loopCount: Int

    var wantsUnused: Bool { route.count > loopCount }
}

/// Accepting, and finding a place for who comes to a full server.
extension ServerLoop {
    func accept(from listener: Listener) {
        for _ in 0..<Limits.acceptsPerRoundMax {
            switch listener.accept() {
            case .nothing: return
            case .turnedAway:
                places.turnAway()
                minuteLog.log(
                    .error, "closed a new connection: no descriptor is left",
                    about: "\(listener.address)", "address")
            case .failed(let error):
                return minuteLog.log(.error, "cannot accept", about: "\(error)", "error")
            case .connection(let socket):
                let group = PeerGroup(of: socket, isTCP: listener.address.isTCP)
                deal(socket.release(), of: group)
            }
        }
    }

    /// Gives the connection to the next loop in turn.
    private func deal(_ descriptor: Int32, of group: PeerGroup) {
        nextLoop = (nextLoop + 1) % loops.count
        let route = loops[nextLoop...] + loops[..<nextLoop]
        let newcomer = Newcomer(
            descriptor: descriptor, group: group, route: route + route, loopCount: loops.count)
        // The usual way: there is a place, and it is taken before the next one is dealt.
        let hasPlace = places.take(group)
        hand(newcomer, to: loops[nextLoop]) { hasPlace ? $0.adopt(newcomer) : $0.admit(newcomer) }
    }

    private func hand(
        _ newcomer: Newcomer, to loop: ServerLoop,
        _ body: @escaping @Sendable (isolated ServerLoop) -> Void
    ) {
        if loop === self { return body(self) }
        loop.executor.submit { loop.assumeIsolated(body) }
    }

    /// Finds a place for the newcomer, here or by one of the next loops; without one it is told so.
    private func admit(_ newcomer: Newcomer) {
        if places.take(newcomer.group) { return adopt(newcomer) }
        if let displaced = leastUsed(for: newcomer) {
            close(displaced, .displaced)
            if places.take(newcomer.group) { return adopt(newcomer) }
        }
        var next = newcomer
        next.route.removeFirst()
        guard let loop = next.route.first else { return turnAway(newcomer) }
        hand(next, to: loop) { [next] in $0.admit(next) }
    }

    /// The connection of this loop that gives its place to the newcomer; nil: none may.
    private func leastUsed(for newcomer: Newcomer) -> Connection? {
        let yielding = places.yielding(to: newcomer.group)
        guard newcomer.wantsUnused else { return idleLongest(among: yielding) }
        // Of the group that has the most.
        for (group, _) in yielding.sorted(by: { $0.value > $1.value }) {
            if let connection = neverUsed.first(of: group, where: entry) { return connection }
        }
        return nil
    }

    private func entry(_ token: SlotToken) -> Connection? {
        guard case .connection(let connection) = entries[token], !connection.isClosed,
            connection.closing == nil, !connection.machine.hasFrame
        else { return nil }
        return connection
    }

    private func idleLongest(among yielding: [PeerGroup: Int]) -> Connection? {
        var found: (connection: Connection, held: Int, since: Moment)?
        for connection in connections where !connection.isClosed && connection.closing == nil {
            guard let held = yielding[connection.group], connection.machine.hasFrame,
                let since = connection.machine.unusedSince
            else { continue }
            // Of the group that has the most.
            if let found, found.held > held || found.held == held && found.since <= since {
                continue
            }
            found = (connection, held, since)
        }
        return found?.connection
    }

    private func turnAway(_ newcomer: Newcomer) {
        places.turnAway()
        minuteLog.log(
            .error, "closed a new connection: all connections have calls in flight",
            about: newcomer.group.isTCP ? "tcp" : "unix", "by")
        let socket = Socket(owning: newcomer.descriptor)
        // A new connection has room for it; who has gone already need not hear it.
        _ = try? socket.send(Self.farewell, from: 0)
    }

    /// The frame that tells why.
    private static let farewell: [UInt8] = {
        var envelope: [UInt8] = []
        Envelope.appendResponse(status: .serverIsFull, to: &envelope)
        return Frame(streamID: 0, type: .response, body: envelope).encoded
    }()

    /// Takes a connection in that has a place.
    private func adopt(_ newcomer: Newcomer) {
        let socket = Socket(owning: newcomer.descriptor)
        guard let poller, stopsAt == nil else { return places.giveBack(newcomer.group) }
        let token = entries.reserve()
        do {
            let isTCP = newcomer.group.isTCP
            let peer = Peer(of: socket, isTCP: isTCP)
            let stream = try ByteStream(.plain(socket, isTCP: isTCP), in: poller, as: token)
            let connection = Connection(stream, of: peer, in: newcomer.group, rules, at: now)
            entries[token] = .connection(connection)
            openCount += 1
            neverUsed.append(token, of: newcomer.group, openCount: openCount) { entry($0) != nil }
            wake(connection)
        } catch {
            entries.remove(token)
            places.giveBack(newcomer.group)
            minuteLog.log(.error, "dropped a connection", about: "\(error)", "error")
        }
    }
}
