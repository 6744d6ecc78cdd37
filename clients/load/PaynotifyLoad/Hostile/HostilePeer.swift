import EventLoop

/// A socket of somebody who keeps no rule: nothing waits, and an error is an end.
final class HostilePeer {
    /// Nil: it came to us.
    private let address: SocketAddress?
    /// Nil: it is not open.
    private var socket: Socket?
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var buffer = [UInt8](repeating: 0, count: 16 << 10)

    init(to address: SocketAddress) { self.address = address }

    /// One that has connected.
    init(_ socket: consuming Socket) {
        address = nil
        self.socket = consume socket
    }

    var isOpen: Bool { socket != nil }
    /// Whether anything was sent.
    private(set) var hasSent = false
    /// Whether all that was to be sent has gone.
    var isIdle: Bool { outgoing.isEmpty }

    /// Connects, unless it is connected; true if it does now.
    @discardableResult
    func open() -> Bool {
        guard !isOpen, let address, let fresh = try? Socket.connecting(to: address) else {
            return false
        }
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
            hasSent = true
            if sent == outgoing.count { (outgoing, sent) = ([], 0) }
        } catch {
            close()
        }
    }

    /// Reads and forgets what has come, and tells how many bytes; closes where the other side did.
    @discardableResult
    func read() -> Int {
        var total = 0
        for _ in 0..<4 {
            switch try? socket?.receive(into: &buffer) ?? .nothing {
            case .bytes(let count): total += count
            case .nothing: return total
            case .end, nil:
                close()
                return total
            }
        }
        return total
    }

    func close() {
        _ = socket.take()
        (outgoing, sent) = ([], 0)
    }
}
