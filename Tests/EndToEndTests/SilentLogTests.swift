import EventLoop
import Foundation
import LocalEnvironment
import Messages
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

/// A log that nobody reads.
struct SilentLogTests {
    @Test func aLogThatNobodyReadsHoldsUpNobody() async throws {
        try await ProgramFolder.with { programs in
            // Nobody reads this pipe; it holds 64 KiB.
            let unread = Pipe()
            let ready = programs.folder.appendingPathComponent("ready.txt")
            let daemon = try await Program(
                "paynotifyd", programs.daemonOptions + ["--log-level", "debug"], log: ready,
                errors: unread.fileHandleForWriting)
            let parts = try await daemon.line(after: "paynotifyd ready: rpc ")
                .components(separatedBy: ", ")
            let server = parts[0]
            let admin = parts[2].dropFirst("admin ".count)

            // At debug each of them is a line, of about 100 bytes.
            let address = try SocketAddress(parsing: server)
            for _ in 0..<3_000 {
                let peer = try await RawPeer(to: address)
                try? await peer.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
            }
            let client = try RPCClient(server)
            let health = try await HealthClient(client).check(HealthCheckRequest())
            #expect(health.status == .serving)
            await client.close()
            let http = SandboxControl(baseURL: String(admin))
            let answer = try await http.fetch(admin + "/readyz")
            #expect(String(decoding: answer, as: UTF8.self) == "ok\n")
            try await daemon.stop()
        }
    }
}
