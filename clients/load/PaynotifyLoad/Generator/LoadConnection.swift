import EventLoop

/// One connection of a loop: frames gathered for one send, and the calls that wait for an answer.
final class LoadConnection {
    /// Nil once it is lost.
    private var socket: Socket?
    private let poller: SleepingPoller
    private let token: SlotToken
    private var sent = 0
    private var waitsForRoom = false

    var calls: CallRing
    /// Frames that wait to be sent.
    var outgoing: [UInt8] = []
    /// The beginning of a frame whose rest has not come.
    var tail: [UInt8] = []

    /// Longest time to connect.
    private static let connectNanosecondsMax: Int64 = 5_000_000_000

    /// Connects and waits until it is done.
    init(
        to address: SocketAddress, number: Int, inFlightMax: Int, in poller: SleepingPoller
    ) throws {
        let socket = try Self.connect(to: address)
        let token = SlotToken(rawValue: UInt64(number))
        try poller.add(socket, as: token, for: .write)
        let deadline = MachineTime.now + Self.connectNanosecondsMax
        while true {
            let left = deadline - MachineTime.now
            guard left > 0 else { throw Unreachable(address: address, reason: "no answer in 5 s") }
            if poller.sleep(nanosecondsMax: left).contains(where: { $0.token == token }) { break }
        }
        let error = socket.pendingError()
        guard error == 0 else { throw SocketError("connect to", "\(address)", code: error) }
        if address.isTCP { socket.tuneTCP() }
        poller.change(socket, as: token, to: .read)
        self.socket = consume socket
        self.poller = poller
        self.token = token
        calls = CallRing(inFlightMax: inFlightMax)
    }

    /// The queue of a Unix listener may be full for a moment.
    private static func connect(to address: SocketAddress) throws -> Socket {
        let deadline = MachineTime.now + connectNanosecondsMax
        while true {
            do {
                return try Socket.connecting(to: address)
            } catch {
                guard error.name == "EAGAIN", MachineTime.now < deadline else { throw error }
                _ = try SleepingPoller().sleep(nanosecondsMax: 1_000_000)
            }
        }
    }

    var isOpen: Bool { socket != nil }

    /// The process at the other end of a Unix socket.
    var serverProcess: Int32? { socket?.peerProcess() ?? nil }

    /// Reads what has come, at most as much as the buffer holds.
    func receive(into buffer: inout [UInt8]) throws(SocketError) -> Socket.Received {
        try socket?.receive(into: &buffer) ?? .end
    }

    /// Sends what was gathered, by one call; what the kernel does not take waits until it does.
    func flush() throws(SocketError) {
        guard outgoing.count > sent, let taken = try socket?.send(outgoing, from: sent)
        else { return }
        sent += taken
        if sent == outgoing.count {
            outgoing.removeAll(keepingCapacity: true)
            sent = 0
        }
        waitForRoom(sent < outgoing.count)
    }

    /// Frees the memory of a connection that will be idle.
    func letBuffersGo() { outgoing = [] }

    func close() {
        if let socket = socket.take() { poller.remove(socket) }
        outgoing = []
        tail = []
    }

    private func waitForRoom(_ waits: Bool) {
        guard waits != waitsForRoom, let socket = socket.take() else { return }
        waitsForRoom = waits
        poller.change(socket, as: token, to: waits ? [.read, .write] : .read)
        self.socket = consume socket
    }
}

/// A server that does not take the connection.
struct Unreachable: Error, CustomStringConvertible {
    var address: SocketAddress
    var reason: String

    var description: String { "cannot connect to \(address): \(reason)" }
}
