import Foundation
import LocalEnvironment
import Testing

@testable import PaynotifyDemo

/// What stops the daemon from starting is said in one sentence, with a status for scripts.
@Suite(.serialized) struct StartTests {
    @Test func refusesADatabaseThatAnotherDaemonHolds() async throws {
        try await ProgramFolder.with { programs in
            try await programs.withDaemon { _, _ in
                let second = try await programs.run("paynotifyd", programs.daemonOptions)
                #expect(second.status == 69)
                #expect(second.output.contains("another process holds it"))
            }
        }
    }

    @Test func refusesAnAddressInUse() async throws {
        try await ProgramFolder.with { programs in
            try await programs.withDaemon { _, server in
                let second = try await programs.run(
                    "paynotifyd",
                    [
                        "--database", programs.folder.appendingPathComponent("other.db").path,
                        "--listen", server, "--gateway", "127.0.0.1:0", "--admin", "127.0.0.1:0",
                    ])
                #expect(second.status == 69)
                #expect(second.output.contains(server))
                #expect(second.output.contains("EADDRINUSE"))
            }
        }
    }

    @Test func refusesAFolderThatItCannotMake() async throws {
        try await ProgramFolder.with { programs in
            let file = programs.folder.appendingPathComponent("file")
            try Data().write(to: file)
            let path = file.appendingPathComponent("deeper/paynotify.db").path
            let ended = try await programs.run("paynotifyd", ["--database", path])
            #expect(ended.status == 69)
            #expect(ended.output.contains(file.path))
        }
    }

    @Test func refusesANewerDatabase() async throws {
        try await ProgramFolder.with { programs in
            try await programs.withDaemon { _, _ in }
            // The schema's version is a big-endian number at byte 60 of the file.
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: programs.database))
            try file.seek(toOffset: 60)
            try file.write(contentsOf: Data([0, 0, 0x7F, 0xFF]))
            try file.close()
            let ended = try await programs.run("paynotifyd", programs.daemonOptions)
            #expect(ended.status == 69)
            #expect(ended.output.contains("run the version that wrote it, or a later one"))
        }
    }

    @Test(arguments: ["0.0.0.0:7070", "192.0.2.1:7070"])
    func refusesToListenBeyondThisMachine(address: String) async throws {
        try await ProgramFolder.with { programs in
            let ended = try await programs.run("paynotifyd", ["--listen", address])
            #expect(ended.status == 64)
            #expect(ended.output.contains("neither loopback nor a Unix socket"))
        }
    }

    @Test(arguments: [
        "https://", "http://graph.example", "http://user:word@127.0.0.1:1",
        "http://127.0.0.1:1/x?y",
    ])
    func refusesAGraphURLThatItCannotUse(url: String) async throws {
        try await ProgramFolder.with { programs in
            let ended = try await programs.run(
                "paynotifyd", ["--database", programs.database, "--graph-url", url])
            #expect(ended.status == 64)
            #expect(ended.output.contains("graph-url: must be"))
        }
    }

    @Test func namesTheNearestOptionForAnUnknownOne() async throws {
        try await ProgramFolder.with { programs in
            let ended = try await programs.run("paynotifyd", ["--databse", "x"])
            #expect(ended.status == 64)
            #expect(ended.output.contains("--database"))
        }
    }

    @Test func namesTheNearestKeyForAnUnknownOne() async throws {
        try await ProgramFolder.with { programs in
            let file = programs.folder.appendingPathComponent("paynotify.conf")
            try Data("graph-verison = v26.0\n".utf8).write(to: file)
            let ended = try await programs.run("paynotifyd", ["--config", file.path])
            #expect(ended.status == 64)
            #expect(ended.output.contains(#"did you mean "graph-version"?"#))
        }
    }
}
