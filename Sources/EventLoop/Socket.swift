import CLinux

/// Owns one non-blocking stream socket; closed when it goes out of scope.
package struct Socket: ~Copyable {
    package let descriptor: Int32

    /// Takes over a descriptor that nobody else will close.
    package init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        _ = linux_close(descriptor)
    }

    /// Gives the descriptor up to the caller, who owns it from here.
    package consuming func release() -> Int32 {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    /// What a read found.
    package enum Received: Hashable, Sendable {
        case bytes(Int)
        /// Nothing more for the moment.
        case nothing
        /// The peer has closed its side.
        case end
    }

    /// Reads at most as many bytes as the buffer holds, to its start.
    package borrowing func receive(into buffer: inout [UInt8]) throws(SocketError) -> Received {
        let descriptor = descriptor
        let count = unsafe buffer.withUnsafeMutableBufferPointer { space in
            // Sound: the kernel writes inside the buffer's count.
            unsafe linux_receive(descriptor, space.baseAddress, space.count)
        }
        switch Int32(count) {
        case 0: return .end
        case 1...: return .bytes(count)
        case -EAGAIN: return .nothing
        case let error: throw SocketError("receive from", "descriptor \(descriptor)", code: -error)
        }
    }

    /// Sends from the buffer's position on; gives how many bytes the kernel took, 0 when it is full.
    package borrowing func send(_ bytes: [UInt8], from start: Int) throws(SocketError) -> Int {
        precondition(start <= bytes.count, "sending starts inside the buffer")
        let descriptor = descriptor
        let count = unsafe bytes.withUnsafeBufferPointer { all in
            let rest = unsafe UnsafeBufferPointer(rebasing: all[start...])
            // Sound: the kernel reads inside the slice's count.
            return unsafe linux_send(descriptor, rest.baseAddress, rest.count)
        }
        if count >= 0 { return count }
        if Int32(count) == -EAGAIN { return 0 }
        throw SocketError("send to", "descriptor \(descriptor)", code: Int32(-count))
    }

    /// Whether this process has that descriptor open; tests count leaks with it.
    package static func isOpen(descriptor: Int32) -> Bool {
        linux_is_open(descriptor) == 1
    }

    /// Starts to connect; the result comes with writability and ``pendingError()``.
    package static func connecting(to address: SocketAddress) throws(SocketError) -> Socket {
        let socket = try open(address, for: "connect to")
        let result = unsafe linux_connect(
            socket.descriptor, address.family, address.hostOrPath,
            Int32(address.hostOrPath.count), address.port)
        guard result < 0, result != -EINPROGRESS else { return socket }
        throw SocketError("connect to", "\(address)", code: -result)
    }

    /// The error that the kernel holds for the socket, such as that of a connect.
    package borrowing func pendingError() -> Int32 {
        -linux_pending_error(descriptor)
    }

    /// The address of the other end, if it still has one.
    package borrowing func peerAddress() -> SocketAddress? {
        unsafe address { bytes, count, port in
            unsafe linux_peer_address(descriptor, bytes, count, port)
        }
    }

    /// The address of this end, with the port that the kernel chose.
    package borrowing func localAddress() -> SocketAddress? {
        unsafe address { bytes, count, port in
            unsafe linux_local_address(descriptor, bytes, count, port)
        }
    }

    static func open(
        _ address: SocketAddress, for operation: String
    ) throws(SocketError) -> Socket {
        let result = linux_socket(address.family)
        return Socket(owning: try SocketError.check(result, operation, "\(address)"))
    }

    private borrowing func address(
        _ ask: (
            UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<UInt16>
        ) -> Int32
    ) -> SocketAddress? {
        var bytes = [UInt8](repeating: 0, count: Int(LINUX_PATH_MAX))
        var count: Int32 = 0
        var port: UInt16 = 0
        // Sound: the shim writes at most LINUX_PATH_MAX bytes.
        let family = unsafe ask(&bytes, &count, &port)
        guard family >= 0 else { return nil }
        return SocketAddress(
            family: family, hostOrPath: Array(bytes.prefix(Int(count))), port: port)
    }
}
