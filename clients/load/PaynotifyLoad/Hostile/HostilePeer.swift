import EventLoop

/// A socket of somebody who keeps no rule: nothing waits, and an error is an end.
final class HostilePeer {
    private let address: SocketAddress
    /// Nil: it is not open.
    private var socket: Socket?
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var buffer = [UInt8](repeating: 0, count: 16 << 10)

    init(to address: SocketAddress) { self.address = address }

    var isOpen: Bool { socket != nil }
    /// Whether all that was to be sent has gone.
    var isIdle: Bool { outgoing.isEmpty }

    /// Connects, unless it is connected; true if it does now.
    @discardableResult
    func open() -> Bool {
        guard !isOpen, let fresh = try? Socket.connecting(to: address) else { return false }
        socket = consume fresh
        return true
    }

    /// Sends what the kernel takes, and the rest with the next call.
    func send(_ bytes: [UInt8] = []) {
        outgoing += bytes
        do {
            guard sent < outgoing.count, let count = try socket?.send(outgoing, from: sent)
            else { return }
            sent += count
            if sent == outgoing.count { (outgoing, sent) = ([], 0) }
        } catch {
            close()
        }
    }

    /// Reads and forgets what has come; closes where the other side did.
    func read() {
        for _ in 0..<4 {
            switch try? socket?.receive(into: &buffer) ?? .nothing {
            case .bytes: continue
            case .nothing: return
            case .end, nil: return close()
            }
        }
    }

    func close() {
        _ = socket.take()
        (outgoing, sent) = ([], 0)
    }
}
