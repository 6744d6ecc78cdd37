import Dispatch
import EventLoop
import Logging
import RPC
import Time

/// Listening, draining and stopping.
extension ServerLoop {
    /// Binds and accepts on the addresses, and deals the connections out to the loops in turn.
    ///
    /// - Returns: The addresses with the ports that the kernel chose.
    func listen(
        on addresses: [SocketAddress], dealingTo loops: [ServerLoop]
    ) throws(SocketError) -> [SocketAddress] {
        self.loops = loops
        var bound: [SocketAddress] = []
        for address in addresses {
            let listener = try Listener(on: address)
            let token = entries.reserve()
            entries[token] = .listener(listener)
            listeners.append(token)
            try poller?.add(listener.descriptor, as: token, for: .read)
            bound.append(listener.address)
        }
        return bound
    }

    /// Stops accepting and refuses new calls; those in flight have the grace to finish.
    func drain(grace: Duration) {
        let now = self.now
        guard stopsAt == nil else { return }
        closeListeners()
        stopsAt = now + grace
        setAlarm()
        for connection in connections where !connection.isClosed {
            connection.machine.drain(at: now)
            wake(connection)
        }
    }

    /// Returns when every connection is closed.
    func finish() async {
        guard openCount > 0 else { return }
        await withCheckedContinuation { waitsForEnd.append($0) }
    }

    /// Lets go of the set and the alarm; answers that come later are dropped.
    func stop() {
        closeListeners()
        closeAll()
        tellEnd()
        poller?.cancel()
        poller = nil
        cancelAlarm()
        loops = []
        entries = SlotTable()
    }

    func closeAll() {
        for connection in connections { close(connection, .stopped) }
    }

    func tellEnd() {
        guard openCount == 0, !waitsForEnd.isEmpty else { return }
        for waiter in waitsForEnd { waiter.resume() }
        waitsForEnd = []
    }

    private func closeListeners() {
        for token in listeners {
            guard case .listener(let listener) = entries[token] else { continue }
            poller?.remove(listener.descriptor)
            listener.removeFile()
            entries.remove(token)
        }
        listeners = []
    }
}
