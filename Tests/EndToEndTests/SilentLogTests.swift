import ClientStage
import EventLoop
import Foundation
import Messages
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

/// A log that nobody reads.
struct SilentLogTests {
    @Test func aLogThatNobodyReadsHoldsUpNobody() async throws {
        try await Workshop.with { shop in
            // Nobody reads this pipe; it holds 64 KiB.
            let unread = Pipe()
            let ready = shop.folder.appendingPathComponent("ready.txt")
            try Data().write(to: ready)
            let process = Process()
            process.executableURL = Program.folder.appendingPathComponent("paynotifyd")
            process.arguments = shop.daemonOptions + ["--log-level", "debug"]
            process.standardError = unread
            process.standardOutput = try FileHandle(forWritingTo: ready)
            try process.run()
            defer { process.terminate() }
            func isReady() -> Bool {
                (try? String(contentsOf: ready, encoding: .utf8))?.hasSuffix("\n") == true
            }
            #expect(await eventually { isReady() })
            let parts = try String(contentsOf: ready, encoding: .utf8)
                .components(separatedBy: ", ")
            let server = String(parts[0].dropFirst("paynotifyd ready: rpc ".count))
            let admin = parts[2].dropFirst("admin ".count).dropLast()

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
        }
    }
}
