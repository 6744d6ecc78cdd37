import EventLoop
import Framing
import Messages
import RPC

/// Connections that are held open without a call in flight, each after a call that was answered.
///
/// They stay open until they are let go of.
final class IdleConnections {
    private let poller: SleepingPoller
    private var connections: [LoadConnection] = []

    /// Longest time for the one answer on a connection.
    private static let answerNanosecondsMax: Int64 = 10_000_000_000

    /// Opens so many.
    init(_ count: Int, to address: SocketAddress) throws {
        poller = try SleepingPoller()
        let template = try FrameTemplate(.check, HealthCheckRequest())
        var buffer = [UInt8](repeating: 0, count: 4_096)
        for number in 0..<count {
            let connection = try LoadConnection(
                to: address, number: number, inFlightMax: 1, in: poller)
            let id = connection.calls.add(lane: 0, due: 0)
            _ = template.append(to: &connection.outgoing, streamID: id)
            try? connection.flush()
            try waitForAnswer(connection, address, &buffer)
            connection.letBuffersGo()
            connections.append(connection)
        }
        // A full server gives the place of the one that is idle for longest to the last.
        for connection in connections { _ = try receive(connection, address, &buffer) }
    }

    /// Closes all.
    func close() {
        for connection in connections { connection.close() }
        connections = []
    }

    private func waitForAnswer(
        _ connection: LoadConnection, _ address: SocketAddress, _ buffer: inout [UInt8]
    ) throws {
        let deadline = MachineTime.now + Self.answerNanosecondsMax
        var count = 0
        while count < FrameHeader.byteCount {
            let left = deadline - MachineTime.now
            guard left > 0 else { throw Unreachable(address: address, reason: "no answer in 10 s") }
            _ = poller.sleep(nanosecondsMax: left)
            count += try receive(connection, address, &buffer)
        }
    }

    private func receive(
        _ connection: LoadConnection, _ address: SocketAddress, _ buffer: inout [UInt8]
    ) throws -> Int {
        switch try? connection.receive(into: &buffer) {
        case .bytes(let count): return count
        case .nothing: return 0
        case .end, nil:
            throw Unreachable(
                address: address,
                reason: "it was closed; see the daemon's --connections-max")
        }
    }
}
