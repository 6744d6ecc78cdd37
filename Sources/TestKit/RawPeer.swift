package import EventLoop
package import Framing

/// A client that a test scripts byte by byte.
package final class RawPeer {
    /// How long a test waits for what the kernel or the other end must do.
    package static let patience = Duration.seconds(20)

    private let socket: Socket
    private var decoder = FrameDecoder()
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    /// Connects; the limits in bytes are for the kernel's buffers.
    package init(
        to address: SocketAddress, receiveBufferBytes: Int? = nil
    ) async throws {
        socket = try Socket.connecting(to: address)
        if let receiveBufferBytes { socket.limitReceiveBuffer(to: receiveBufferBytes) }
        let deadline = ContinuousClock.now + Self.patience
        while socket.peerAddress() == nil {
            let error = socket.pendingError()
            guard error == 0, .now < deadline else {
                throw SocketError("connect to", "\(address)", code: error)
            }
            try await Task.sleep(for: .microseconds(200))
        }
    }

    /// Sends all of the bytes, however slowly they are taken.
    package func send(_ bytes: [UInt8]) async throws {
        let deadline = ContinuousClock.now + Self.patience
        var sent = 0
        while sent < bytes.count, .now < deadline {
            let count = try socket.send(bytes, from: sent)
            sent += count
            if count == 0 { try await Task.sleep(for: .microseconds(200)) }
        }
    }

    package func send(_ frame: Frame) async throws {
        try await send(frame.encoded)
    }

    /// Sends what fits at once and does not wait; gives how many bytes went.
    package func sendWhatFits(_ bytes: [UInt8]) throws -> Int {
        try socket.send(bytes, from: 0)
    }

    /// The next whole frame, or nil when the other end closes or patience ends first.
    package func nextFrame(within patience: Duration = RawPeer.patience) async throws -> Frame? {
        let deadline = ContinuousClock.now + patience
        while true {
            if case .frame(let frame)? = decoder.next() { return frame }
            switch try socket.receive(into: &buffer) {
            case .bytes(let count): decoder.append(buffer[..<count])
            case .end: return nil
            case .nothing:
                guard .now < deadline else { return nil }
                try await Task.sleep(for: .microseconds(200))
            }
        }
    }

    /// Whether the other end closes, by FIN or reset, while patience lasts; what it sends is dropped.
    package func seesTheEnd(within patience: Duration = RawPeer.patience) async throws -> Bool {
        let deadline = ContinuousClock.now + patience
        while .now < deadline {
            do {
                let received = try socket.receive(into: &buffer)
                if received == .end { return true }
                if received != .nothing { continue }
            } catch {
                return true
            }
            try await Task.sleep(for: .microseconds(200))
        }
        return false
    }

    /// Closes with a reset when the peer goes out of scope.
    package func resetOnClose() {
        socket.resetOnClose()
    }

    /// Says that nothing more will be sent.
    package func finishSending() {
        socket.finishSending()
    }
}

/// Waits until something is so, at most as long as a test's patience.
package func eventually(
    within patience: Duration = RawPeer.patience, _ isSo: () async throws -> Bool
) async rethrows -> Bool {
    let deadline = ContinuousClock.now + patience
    while .now < deadline {
        if try await isSo() { return true }
        try? await Task.sleep(for: .milliseconds(1))
    }
    return try await isSo()
}

/// How many descriptors this process has open.
package func openDescriptorCount() -> Int {
    (0..<4096).count { Socket.isOpen(descriptor: $0) }
}
