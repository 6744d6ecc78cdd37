import EventLoop
import Foundation
import Framing
import LocalEnvironment
import TestKit
import Testing

@testable import PaynotifyDemo

/// What comes to the daemon's own port and socket.
@Suite(.serialized) struct WireTests {
    /// Another protocol's first bytes, and its name.
    static let strangers: [(name: String, bytes: [UInt8])] = [
        ("HTTP", Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)),
        ("TLS", [0x16, 0x03, 0x01, 0x00, 0xC8, 0x01, 0x00, 0x00, 0xC4, 0x03, 0x03]),
    ]

    @Test(arguments: strangers)
    func closesWhatSpeaksAnotherProtocolAndNamesIt(name: String, bytes: [UInt8]) async throws {
        try await ProgramFolder.with { programs in
            try await programs.withDaemon { _, server in
                let stranger = try await RawPeer(to: SocketAddress(parsing: server))
                try await stranger.send(bytes)
                #expect(try await stranger.seesTheEnd())
                let isNamed = try await eventually {
                    try programs.daemonLog.contains("the peer speaks \(name), not ttRPC")
                }
                #expect(isNamed)
                try await programs.expectHealthy(server)
            }
        }
    }

    @Test func servesOthersWhileAFrameIsHalfThereAndForgetsItWhenItsPeerGoes() async throws {
        try await ProgramFolder.with { programs in
            try await programs.withDaemon { _, server in
                let half = try await RawPeer(to: SocketAddress(parsing: server))
                let frame = Frame(
                    streamID: 1, type: .request, body: Array(repeating: 0x0A, count: 100))
                try await half.send(Array(frame.encoded.prefix(60)))
                try await programs.expectHealthy(server)
                half.finishSending()
                #expect(try await half.seesTheEnd())
                try await programs.expectHealthy(server)
            }
        }
    }

    @Test func listensOnAUnixSocketThatOnlyItsOwnerCanUse() async throws {
        try await ProgramFolder.with { programs in
            let path = programs.folder.appendingPathComponent("rpc.sock").path
            try await programs.withDaemon(["--listen", "unix:\(path)"]) { _, servers in
                #expect(servers.hasSuffix(" unix:\(path)"), "it says where it listens")
                let file = try FileManager.default.attributesOfItem(atPath: path)
                #expect(file[.type] as? FileAttributeType == .typeSocket)
                #expect((file[.posixPermissions] as? NSNumber)?.intValue == 0o600)
                try await programs.expectHealthy("unix:\(path)")
            }
            #expect(!FileManager.default.fileExists(atPath: path), "it tidies up")
        }
    }
}

extension ProgramFolder {
    /// What the daemon has logged so far.
    fileprivate var daemonLog: String {
        get throws {
            try String(contentsOf: folder.appendingPathComponent("daemon.log"), encoding: .utf8)
        }
    }

    /// The daemon serves at the address.
    fileprivate func expectHealthy(_ server: String) async throws {
        let ended = try await run("paynotify", ["health", "--server", server])
        #expect(ended.status == 0, "\(ended.output)")
    }
}
