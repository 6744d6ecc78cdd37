import EventLoop
import Foundation
import LocalEnvironment
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// `make run`: its ports are fixed, so that its guide can be printed.
    @Suite(.enabled("ports 7070, 8080 and 8081 of this machine are free") { Ports.areFree() })
    struct RunTests {
        @Test func printsCommandsThatWorkAndLeavesNothingBehind() async throws {
            try await ProgramFolder.with { programs in
                let demo = try await programs.startRun()
                let children: [Int32]
                do {
                    _ = try await demo.line(after: "Ctrl-C ends both.")
                    children = try Processes.children(of: demo.processIdentifier)
                    #expect(children.count == 2, "sandbox and daemon")
                    #expect(FileManager.default.fileExists(atPath: Self.folder(of: demo)))
                    try await programs.expectTheGuideWorks()
                    try await programs.expectREADMEsFirstCallWorks()
                } catch {
                    try await demo.stop()
                    throw error
                }
                demo.signal(SIGINT)
                #expect(try await demo.waitForEnd() == 0)
                #expect(children.allSatisfy { !Processes.isRunning($0) })
                #expect(!FileManager.default.fileExists(atPath: Self.folder(of: demo)))
                #expect(Ports.areFree())
            }
        }

        @Test func leavesNothingBehindWhenAPortIsTaken() async throws {
            try await ProgramFolder.with { programs in
                let taken = try Listener(on: Ports.server)
                let demo = try await programs.startRun()
                #expect(try await demo.waitForEnd() != 0)
                #expect(try programs.runLog.contains("\(taken.address)"))
                #expect(try programs.runLog.contains("EADDRINUSE"))
                let isAlone = await eventually { Ports.isFree(Ports.sandbox) }
                #expect(isAlone, "the sandbox has ended too")
                #expect(!FileManager.default.fileExists(atPath: Self.folder(of: demo)))
            }
        }

        private static func folder(of demo: Program) -> String {
            FileManager.default.temporaryDirectory
                .appendingPathComponent("paynotify-run-\(demo.processIdentifier)").path
        }
    }
}

/// The ports of `paynotify-demo run`.
private enum Ports {
    static let server = SocketAddress.ipv4([127, 0, 0, 1], port: 7070)
    static let gateway = SocketAddress.ipv4([127, 0, 0, 1], port: 8080)
    static let admin = SocketAddress.ipv4([127, 0, 0, 1], port: 9464)
    static let sandbox = SocketAddress.ipv4([127, 0, 0, 1], port: 8081)

    static func areFree() -> Bool { [server, gateway, admin, sandbox].allSatisfy(isFree) }

    static func isFree(_ address: SocketAddress) -> Bool {
        (try? Listener(on: address)) != nil
    }
}

/// What runs on this machine, by `/proc`.
private enum Processes {
    static func children(of parent: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
            .filter { self.parent(of: $0) == parent }
    }

    static func isRunning(_ process: Int32) -> Bool { parent(of: process) != nil }

    /// nil if no such process runs; the state and then the parent follow the name in parentheses.
    private static func parent(of process: Int32) -> Int32? {
        let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = text?.components(separatedBy: ") ").last?.split(separator: " ")
        guard let fields, fields.count > 1, fields[0] != "Z" else { return nil }
        return Int32(fields[1])
    }
}

extension ProgramFolder {
    private var runLogFile: URL { folder.appendingPathComponent("run.log") }

    fileprivate var runLog: String {
        get throws { try String(contentsOf: runLogFile, encoding: .utf8) }
    }

    fileprivate func startRun() async throws -> Program {
        try await Program("paynotify-demo", ["run"], log: runLogFile)
    }

    /// Types what README shows under "A first call", word by word.
    fileprivate func expectREADMEsFirstCallWorks() async throws {
        let commands = try Document("README.md").commands(below: "A first call")
        try #require(commands.contains("paynotify session show s-1"))
        let path = "export PATH=\(Program.folder.path):$PATH\n"

        let typed = try await run("/bin/sh", ["-e", "-c", path + commands])

        #expect(typed.status == 0, "\(typed.output)")
        #expect(typed.output.contains("decision       queued"))
        let sandbox = SandboxControl(baseURL: "http://\(Ports.sandbox)")
        let isThere = try await eventually {
            try await sandbox.messages().count { $0.rendered.text.hasPrefix("Thank you") } == 2
        }
        #expect(isThere, "the guide's message and README's")
    }

    /// Types what the guide says, word by word.
    fileprivate func expectTheGuideWorks() async throws {
        let guide = try runLog.components(separatedBy: "Make the first call:\n\n")
        let commands = try #require(guide.last?.components(separatedBy: "\n\n").first)
        let typed = try await run("/bin/sh", ["-e", "-c", commands])
        #expect(typed.status == 0, "\(typed.output)")
        #expect(typed.output.contains("decision       queued"))
        #expect(typed.output.contains("cli:paid:s-1"), "the timeline")

        let sandbox = SandboxControl(baseURL: "http://\(Ports.sandbox)")
        #expect(try runLog.contains("curl -s \(sandbox.baseURL)/sandbox/messages"))
        let isThere = try await eventually {
            try await sandbox.messages().map(\.rendered.text) == [
                "Thank you \u{2068}Noura\u{2069}, we received \u{2068}14.000 KWD\u{2069} "
                    + "for order \u{2068}A-1001\u{2069}."
            ]
        }
        #expect(isThere)
    }
}
