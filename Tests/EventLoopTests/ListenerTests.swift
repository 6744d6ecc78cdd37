import CLinux
import EventLoop
import Foundation
import TestKit
import Testing

@Suite struct ListenerTests {
    private let loopback = SocketAddress.ipv4([127, 0, 0, 1], port: 0)
    private let path = "/tmp/listener-\(UUID().uuidString.prefix(8)).sock"

    @Test func tellsThePortThatTheKernelChose() async throws {
        let listener = try Listener(on: loopback)
        #expect(listener.address != loopback)
        _ = try await RawPeer(to: listener.address)
        #expect(try await accepts(listener))
    }

    @Test func aPortInUseIsNamed() throws {
        let listener = try Listener(on: loopback)
        let error = #expect(throws: SocketError.self) { try Listener(on: listener.address) }
        #expect(error?.name == "EADDRINUSE")
        #expect(error?.description.hasPrefix("cannot listen on \(listener.address): ") == true)
    }

    @Test func anEmptyQueueGivesNothing() throws {
        guard case .nothing = try Listener(on: loopback).accept() else {
            Issue.record("nobody has connected")
            return
        }
    }

    @Test func aUnixSocketIsForItsOwnerOnly() throws {
        let listener = try Listener(on: .unix(path: path))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        listener.removeFile()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aStaleSocketFileIsReplaced() async throws {
        do { _ = try Listener(on: .unix(path: path)) }
        #expect(FileManager.default.fileExists(atPath: path))
        let listener = try Listener(on: .unix(path: path))
        defer { listener.removeFile() }
        _ = try await RawPeer(to: listener.address)
        #expect(try await accepts(listener))
    }

    /// A process that another thread starts has copies of all descriptors until it executes.
    @Test func anAddressIsFreeWhileTheClosedDescriptorHasACopy() throws {
        for address in [loopback, .unix(path: path)] {
            let (taken, copy) = try {
                let first = try Listener(on: address)
                return (first.address, dup(first.descriptor))
            }()
            defer { close(copy) }
            try Listener(on: taken).removeFile()
        }
    }

    @Test func aSocketThatAnotherListensOnIsLeftToIt() throws {
        let listener = try Listener(on: .unix(path: path))
        defer { listener.removeFile() }
        let error = #expect(throws: SocketError.self) { try Listener(on: .unix(path: path)) }
        #expect(error?.name == "EADDRINUSE")
    }

    @Test func aFileThatIsNoSocketIsLeftAlone() throws {
        try Data("precious".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let error = #expect(throws: SocketError.self) { try Listener(on: .unix(path: path)) }
        #expect(error?.name == "EADDRINUSE")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    /// In a process of its own, because the limit is the whole process's.
    @Test func closesAConnectionWhenDescriptorsRunOut() async {
        await #expect(processExitsWith: .success) {
            let listener = try Listener(on: .ipv4([127, 0, 0, 1], port: 0))
            let peer = try await RawPeer(to: listener.address)
            forbidMoreDescriptors()
            guard case .turnedAway = listener.accept() else { exit(1) }
            guard case .nothing = listener.accept() else { exit(2) }
            exit(try await peer.seesTheEnd() ? 0 : 3)
        }
    }

    /// Whether a connection that was made comes out of the queue.
    private func accepts(_ listener: Listener) async throws -> Bool {
        await eventually {
            if case .connection = listener.accept() { true } else { false }
        }
    }
}

/// Lowers the process's limit to the descriptors that it has open.
private func forbidMoreDescriptors() {
    let free = dup(0)
    close(free)
    var limit = rlimit(rlim_cur: rlim_t(free), rlim_max: rlim_t(free))
    // Sound: the call reads that one struct.
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
