import EventLoop
import Foundation
import Framing
import TestKit
import Testing

/// A loop that sends back what it reads, with the smallest buffers that the kernel allows.
private actor EchoLoop: QueueActor {
    nonisolated let executor = QueueExecutor(label: "echo")
    private let listener: Listener
    private var poller: Poller?
    private var streams = SlotTable<ByteStream>()
    private var listenerToken: SlotToken?
    private var buffer = [UInt8](repeating: 0, count: 1024)

    init(on address: SocketAddress) throws {
        listener = try Listener(on: address)
    }

    var address: SocketAddress { listener.address }
    var streamCount: Int { streams.count }

    func start() throws {
        let poller = try Poller(on: executor.queue) { self.assumeIsolated { $0.turn() } }
        self.poller = poller
        try poller.add(listener.descriptor, as: SlotToken(rawValue: 0), for: .read)
    }

    func stop() {
        for stream in streams.elements { end(stream) }
        poller?.cancel()
        poller = nil
        listener.removeFile()
    }

    private func turn() {
        guard let poller else { return }
        for event in poller.poll() {
            if event.token == SlotToken(rawValue: 0) {
                accept(in: poller)
            } else if let stream = streams[event.token] {
                serve(stream, event)
            }
        }
    }

    private func accept(in poller: Poller) {
        while case .connection(let socket) = listener.accept() {
            socket.limitSendBuffer(to: 1)
            let descriptor = socket.release()
            let token = streams.reserve()
            streams[token] = try? ByteStream(
                .plain(Socket(owning: descriptor), isTCP: listener.address.isTCP), in: poller,
                as: token)
        }
    }

    private func serve(_ stream: ByteStream, _ event: Poller.Event) {
        do {
            while case .bytes(let count) = try read(stream) {
                stream.write { $0.append(contentsOf: buffer[..<count]) }
            }
            _ = try stream.flush()
        } catch {
            end(stream)
        }
    }

    private func read(_ stream: ByteStream) throws -> Socket.Received {
        let received = try stream.receive(into: &buffer)
        if received == .end { end(stream) }
        stream.acknowledge()
        return received
    }

    private func end(_ stream: ByteStream) {
        stream.close()
        streams.remove(stream.token)
    }
}

@Suite struct ByteStreamTests {
    private static let tcp = SocketAddress.ipv4([127, 0, 0, 1], port: 0)
    private static let unix = SocketAddress.unix(
        path: "/tmp/stream-\(UUID().uuidString.prefix(8)).sock")

    @Test(arguments: [tcp, unix])
    func shortReadsAndWritesLoseNothing(_ address: SocketAddress) async throws {
        try await withEchoLoop(on: address) { loop in
            let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            let frame = Frame(streamID: 1, type: .request, body: body)
            let peer = try await RawPeer(to: await loop.address, receiveBufferBytes: 1)

            try await peer.send(frame)
            let echoed = try await peer.nextFrame()

            #expect(echoed == frame)
        }
    }

    @Test func aSlowReaderDoesNotHoldUpAnother() async throws {
        try await withEchoLoop(on: Self.tcp) { loop in
            let slow = try await RawPeer(to: await loop.address, receiveBufferBytes: 1)
            let flood = [UInt8](repeating: 7, count: 1 << 20)
            while try slow.sendWhatFits(flood) > 0 {}

            let quick = try await RawPeer(to: await loop.address)
            let frame = Frame(streamID: 3, type: .request, body: [1, 2, 3])
            try await quick.send(frame)

            #expect(try await quick.nextFrame() == frame)
            _ = try slow.sendWhatFits([7])
        }
    }

    /// In a process of its own, because descriptors are counted.
    @Test func thousandsOfResetsLeakNoDescriptor() async {
        await #expect(processExitsWith: .success) {
            let loop = try EchoLoop(on: .ipv4([127, 0, 0, 1], port: 0))
            try await loop.start()
            let address = await loop.address
            let warm = try await RawPeer(to: address)
            guard await eventually({ await loop.streamCount == 1 }) else { exit(1) }
            // The first sleep makes Dispatch open its timer, which stays.
            try await Task.sleep(for: .milliseconds(1))
            let before = openDescriptorCount()

            for _ in 0..<3000 {
                let peer = try await RawPeer(to: address)
                try await peer.send([0, 0, 0, 1])
                peer.resetOnClose()
            }

            guard await eventually({ await loop.streamCount == 1 }) else { exit(2) }
            // A few more may be Dispatch's own; a leak on one way in a hundred would show as dozens.
            guard await eventually({ openDescriptorCount() <= before + 4 }) else { exit(3) }
            try await warm.send([1])
            await loop.stop()
        }
    }

    private func withEchoLoop(
        on address: SocketAddress, _ body: (EchoLoop) async throws -> Void
    ) async throws {
        let loop = try EchoLoop(on: address)
        try await loop.start()
        do {
            try await body(loop)
        } catch {
            await loop.stop()
            throw error
        }
        await loop.stop()
    }
}
