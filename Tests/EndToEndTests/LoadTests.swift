import Foundation
import Testing

extension HeavyTests {
    struct LoadTests {
        /// What is looked at in a report.
        private struct Report: Decodable {
            struct Run: Decodable {
                var workload: String
                var calls: Int
                var errors: [String: Int]
                var outcomes: [String: Int]
                var server: Server?
            }
            struct Server: Decodable { var cpu_seconds: Double }
            var runs: [Run]
        }

        @Test func queuesWhatACheckoutTellsWithNothingToPrepare() async throws {
            try await ProgramFolder.with { programs in
                let report = programs.folder.appendingPathComponent("report.html")
                let load = try await programs.run(
                    "paynotify-load",
                    [
                        "--json", "--html", report.path, "--merchants", "3", "--sessions", "400",
                        "--connections", "2", "--in-flight", "4", "--seconds", "20",
                        "--warm-up-seconds", "0",
                    ])
                try #require(load.status == 0, "\(load.output)")
                let json = try #require(
                    load.output.split(separator: "\n").first { $0.hasPrefix("{") })
                let runs = try JSONDecoder().decode(Report.self, from: Data(json.utf8)).runs
                #expect(runs.map(\.workload) == ["notify", "notify with delivery"])
                for run in runs {
                    #expect(run.calls >= 400)
                    #expect(run.errors.isEmpty)
                    let queued = Double(run.outcomes["QUEUED", default: 0])
                    #expect(queued >= 0.95 * Double(run.calls), "\(run.outcomes)")
                    #expect(run.server.map { $0.cpu_seconds > 0 } == true)
                }
                let page = try String(contentsOf: report, encoding: .utf8)
                #expect(page.contains("<svg"))
            }
        }

        /// Each message is accepted by the stand-in, and both its receipts by the gateway.
        @Test func drainsABacklogToTheStandInForMeta() async throws {
            try await ProgramFolder.with { programs in
                let load = try await programs.run(
                    "paynotify-load",
                    ["backlog", "--rows", "120", "--merchants", "12", "--seconds", "60"])
                try #require(load.status == 0, "\(load.output)")
                #expect(load.output.contains("120 messages in "), "\(load.output)")
            }
        }

        @Test func saysWhatIsMissingWithoutASandbox() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withDaemon { _, server in
                    let load = try await programs.run("paynotify-load", ["--server", server])
                    #expect(load.status == 1)
                    #expect(load.output.contains("name it by --sandbox"), "\(load.output)")
                }
            }
        }

        @Test func measuresTheWireBesideIdleConnections() async throws {
            try await ProgramFolder.with { programs in
                let load = try await programs.run(
                    "paynotify-load",
                    [
                        "echo", "--idle", "50", "--connections", "2", "--in-flight", "2",
                        "--seconds", "0.2", "--warm-up-seconds", "0.1", "--rate", "500",
                    ])
                #expect(load.status == 0, "\(load.output)")
                #expect(load.output.contains("for each idle connection"), "\(load.output)")
            }
        }
    }
}
