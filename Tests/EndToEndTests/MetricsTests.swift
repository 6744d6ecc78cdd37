import Foundation
import LocalEnvironment
import Messages
import RPCClient
import TestKit
import Testing
import Version

@testable import PaynotifyDemo

/// What Prometheus reads, judged by Prometheus.
struct MetricsTests {
    @Test func promtoolFindsNothingWrongWithTheMetrics() async throws {
        try await ProgramFolder.with { programs in
            let daemon = try await Program(
                "paynotifyd", programs.daemonOptions,
                log: programs.folder.appendingPathComponent("metrics.log"))
            let ready = try await daemon.line(after: "paynotifyd ready: rpc ")
                .components(separatedBy: ", ")
            let client = try RPCClient(ready[0])
            // A decision, and a call that is refused.
            _ = try? await NotificationsClient(client).notifyStateChange(
                NotifyStateChangeRequest(
                    merchantID: "nobody", sessionID: "s", state: .paid, eventID: "e"))
            let admin = String(ready[2].dropFirst("admin ".count))
            let http = SandboxControl(baseURL: admin)
            let text = String(
                decoding: try await http.fetch(admin + "/metrics"), as: UTF8.self)
            let page = programs.folder.appendingPathComponent("metrics.txt")
            try Data(text.utf8).write(to: page)
            let promtool = Program.folder.appendingPathComponent("promtool").path
            let ended = try await programs.run(
                "/bin/sh", ["-c", "'\(promtool)' check metrics < '\(page.path)'"])
            #expect(ended.status == 0)
            #expect(ended.output.isEmpty, "\(ended.output)")
            for name in ["process_open_fds", "paynotify_store_writing", "rpc_server_calls_total"] {
                #expect(text.contains("# HELP \(name) "))
            }
            #expect(
                text.contains("\npaynotify_build_info{version=\"\(PaynotifyVersion.text)\"} 1\n"))
            for name in ["database_bytes", "database_log_bytes", "disk_free_bytes"] {
                let value = try Regex(
                    "\npaynotify_\(name) ([0-9]+)\n", as: (Substring, Substring).self)
                let found = try #require(text.firstMatch(of: value))
                #expect(try #require(Int(found.1)) > 0)
            }
            await client.close()
            #expect(try await daemon.stop() == 0)
        }
    }
}
