import Foundation
import LocalEnvironment
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// The whole way over loopback: services in two languages, daemon, sandbox, webhooks, kill -9.
    struct DemoTests {
        @Test func losesAndDuplicatesNothing() async throws {
            try await ProgramFolder.with { programs in
                let ended = try await programs.run("paynotify-demo", ["play"])
                let last = ended.output.split(separator: "\n").last ?? ""
                let numbers = last.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
                #expect(ended.status == 0, "\(ended.output)")
                #expect(last.hasPrefix("demo: "))
                // What the kill cut off before it left is uncertain, and has a line of its own.
                let explained = (numbers.first ?? 0) + Self.uncertainCount(ended.output)
                #expect(numbers.count == 4 && explained > 20, "\(ended.output)")
                #expect(numbers.suffix(2) == [0, 0], "\(last)")
            }
        }

        private static func uncertainCount(_ output: String) -> Int {
            let line = output.split(separator: "\n").last { $0.hasPrefix("uncertain: ") } ?? ""
            return line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        }
    }
}

/// The stock Rust ttrpc client, as Debian ships it, against the daemon.
struct RustConformanceTests {
    @Test(arguments: [false, true])
    func makesAThousandCallsAtOnceOnOneClient(byUnixSocket: Bool) async throws {
        try await ProgramFolder.with { programs in
            let socket = "unix:" + programs.folder.appendingPathComponent("rpc.sock").path
            let options = byUnixSocket ? ["--listen", socket] : []
            try await programs.withDaemon(options) { _, server in
                let address = byUnixSocket ? socket : server
                let ended = try await programs.run("paynotify-rust-conformance", [address])
                #expect(ended.status == 0, "\(ended.output)")
                #expect(ended.output.contains(" passed, 0 failed"))
            }
        }
    }
}

extension HeavyTests {
    /// The stock Go ttrpc client, as Debian ships it, against the daemon.
    struct GoConformanceTests {
        @Test func callsAllMethodsErrorsIncluded() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withDaemon { _, server in
                    let ended = try await programs.run(
                        "paynotify-go-conformance", ["-address", server])
                    #expect(ended.status == 0, "\(ended.output)")
                    #expect(ended.output.contains(" passed, 0 failed"))
                }
            }
        }

        /// The stock library panics at a oneof that is not encoded for it.
        @Test(arguments: ["the stock client", "the limited client"])
        func sendsEachMemberOfAOneof(client: String) async throws {
            try await ProgramFolder.with { programs in
                try await programs.withDaemon { _, server in
                    let ended = try await programs.run(
                        "paynotify-go-conformance", ["-address", server, "-v"])
                    let oneof = "passed: \(client) sends a oneof: "
                    let sent = ended.output.split(separator: "\n").filter { $0.hasPrefix(oneof) }
                    #expect(
                        sent.map { $0.dropFirst(oneof.count) } == [
                            "binding.states", "binding.phases", "selection.states",
                            "selection.phases",
                        ], "\(ended.output)")
                }
            }
        }
    }
}
