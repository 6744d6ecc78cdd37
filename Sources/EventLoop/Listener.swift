import CLinux

/// Owns a listening socket, and the file of a Unix one.
package final class Listener {
    package let address: SocketAddress
    private let socket: Socket
    /// Given up for a moment when descriptors run out, so that a waiting connection can be taken
    /// and closed; left in the queue it would wake a level-triggered loop for ever.
    private var spare: Socket?

    /// Connections that wait to be accepted; the kernel may lower it to `somaxconn`.
    package static let backlog: Int32 = 1024

    /// Binds and listens; port 0 becomes a free one, a stale Unix socket file is replaced.
    package init(on address: SocketAddress) throws(SocketError) {
        let socket = try Socket.open(address, for: "listen on")
        if case .unix(let path) = address {
            try Self.removeStaleFile(path, for: address)
            _ = try SocketError.check(
                linux_set_mode(socket.descriptor, 0o600), "listen on", "\(address)")
        } else {
            socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
        }
        try Self.bind(socket, to: address)
        self.address = socket.localAddress() ?? address
        self.socket = socket
        spare = Self.openSpare()
    }

    /// Frees the address whoever else has a copy of the descriptor, as a process does that is being started.
    deinit { _ = linux_shutdown(socket.descriptor) }

    /// What the queue of waiting connections gave.
    package enum Accepted: ~Copyable {
        case connection(Socket)
        /// No connection waits.
        case nothing
        /// Descriptors ran out: one connection was closed unheard.
        case turnedAway
        case failed(SocketError)
    }

    package var descriptor: Int32 { socket.descriptor }

    /// Takes one waiting connection.
    package func accept() -> Accepted {
        let result = linux_accept(socket.descriptor)
        switch result {
        case 0...: return .connection(Socket(owning: result))
        case -EAGAIN: return .nothing
        case -EMFILE, -ENFILE: return turnAway()
        default: return .failed(SocketError("accept on", "\(address)", code: -result))
        }
    }

    /// Removes a Unix socket's file, so that the next caller is refused at once.
    package func removeFile() {
        if case .unix(let path) = address { _ = unsafe linux_unlink(path) }
    }

    private func turnAway() -> Accepted {
        spare = nil
        let waiting = linux_accept(socket.descriptor)
        if waiting >= 0 { _ = linux_close(waiting) }
        spare = Self.openSpare()
        return waiting >= 0 ? .turnedAway : .nothing
    }

    private static func openSpare() -> Socket? {
        let descriptor = linux_open_null()
        return descriptor < 0 ? nil : Socket(owning: descriptor)
    }

    private static func bind(
        _ socket: borrowing Socket, to address: SocketAddress
    ) throws(SocketError) {
        let bytes = address.hostOrPath
        let bound = unsafe linux_bind(
            socket.descriptor, address.family, bytes, Int32(bytes.count), address.port)
        _ = try SocketError.check(bound, "listen on", "\(address)")
        _ = try SocketError.check(
            linux_listen(socket.descriptor, backlog), "listen on", "\(address)")
    }

    /// Removes a socket file that nobody listens on; any other file is left, and bind refuses.
    private static func removeStaleFile(
        _ path: String, for address: SocketAddress
    ) throws(SocketError) {
        guard unsafe linux_is_socket(path) == 1 else { return }
        do {
            _ = try Socket.connecting(to: address)
        } catch  where error.code == ECONNREFUSED {
            _ = unsafe linux_unlink(path)
            return
        }
        throw SocketError("listen on", "\(address)", code: EADDRINUSE)
    }
}
