import EventLoop
import Foundation
import LocalEnvironment
import TestKit
import Testing

@testable import PaynotifyDemo

/// What signals do beside the first SIGTERM.
@Suite(.serialized) struct SignalTests {
    private func isLogged(_ text: String, in folder: URL) async -> Bool {
        let log = folder.appendingPathComponent("daemon.log")
        return await eventually {
            (try? String(contentsOf: log, encoding: .utf8))?.contains(text) == true
        }
    }

    @Test func aHangUpReadsTheLogLevelAgainAndEndsNothing() async throws {
        try await ProgramFolder.with { programs in
            let config = programs.folder.appendingPathComponent("pay.conf")
            try Data("log-level = warning\n".utf8).write(to: config)
            try await programs.withDaemon(["--config", config.path]) { daemon, _ in
                for (text, line) in [
                    ("log-level = info\n", "settings read again"),
                    ("log-level = loud\n", "pay.conf:1: log-level: must be one of"),
                ] {
                    try Data(text.utf8).write(to: config)
                    daemon.signal(SIGHUP)
                    #expect(await isLogged(line, in: programs.folder))
                }
            }
        }
    }

    @Test func aSecondSignalDoesNotWaitForTheDrain() async throws {
        try await ProgramFolder.with { programs in
            let daemon = try await Program(
                "paynotifyd", programs.daemonOptions + ["--drain-seconds", "3600"],
                log: programs.folder.appendingPathComponent("daemon.log"))
            let ready = try await daemon.line(after: "paynotifyd ready: rpc ", occurrence: 1)
            let address = ready.components(separatedBy: ", ")[0]
            // The drain waits for what is open and has just been used.
            let peer = try await RawPeer(to: SocketAddress(parsing: address))
            daemon.signal(SIGTERM)
            #expect(await isLogged("draining", in: programs.folder))
            daemon.signal(SIGTERM)
            #expect(try await daemon.waitForEnd() == 1)
            #expect(try await peer.seesTheEnd())
        }
    }

    @Test(arguments: [SIGSEGV, SIGILL, SIGABRT])
    func aCrashFreesPortAndLockAtOnceAndWritesNothing(signal: Int32) async throws {
        try await ProgramFolder.with { programs in
            let log = programs.folder.appendingPathComponent("daemon.log")
            let crashed = try await Program("paynotifyd", programs.daemonOptions, log: log)
            let ready = try await crashed.line(after: "paynotifyd ready: rpc ", occurrence: 1)
            let address = ready.components(separatedBy: ", ")[0]
            crashed.signal(signal)
            #expect(try await crashed.waitForEnd() == signal)
            #expect(try !String(contentsOf: log, encoding: .utf8).contains("acktrace"))

            var options = programs.daemonOptions
            options[try #require(options.firstIndex(of: "--listen")) + 1] = address
            let next = try await Program("paynotifyd", options, log: log)
            let again = try await next.line(after: "paynotifyd ready: rpc ", occurrence: 2)
            #expect(again.hasPrefix(address + ", "))
            try await next.stop()
        }
    }

    @Test func aBadLineOfTheFileIsNamedWithoutTheUsage() async throws {
        try await ProgramFolder.with { programs in
            let config = programs.folder.appendingPathComponent("pay.conf")
            try Data("\nlisten = nowhere\n".utf8).write(to: config)
            let ended = try await programs.run("paynotifyd", ["--config", config.path])
            #expect(ended.status == 64)
            #expect(ended.output.contains("\(config.path):2: listen: "))
            #expect(!ended.output.contains("Usage"))
        }
    }
}
