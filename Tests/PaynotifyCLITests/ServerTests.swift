import EventLoop
import Foundation
import TestKit
import Testing

struct ServerTests {
    @Test func asksForTheHealth() async throws {
        try await World.run { world in
            var terminal = world.terminal
            try await terminal.type("health")
            try await terminal.type("health", "--json")
            try await terminal.type("health", "--service", "paynotify.v1.Merchants")
            try await terminal.type("health", "--service", "nothing")
            try Golden.expect("health", terminal.transcript)
        }
    }

    @Test func endsWith69WhenTheServerDoesNotServe() async throws {
        try await World.run(isServing: false) { world in
            var terminal = world.terminal
            try await terminal.type("health")
            try await terminal.type("health", "--json")
            try Golden.expect("health-not-serving", terminal.transcript)
        }
    }

    @Test func reachesAUnixSocket() async throws {
        // given
        let folder = try TemporaryFolder()
        let path = folder.path("s")
        // when
        try await TestServer.run(EchoHandler(), on: .unix(path: path)) { _ in
            let run = try await Binary.run(
                ["health", "--server", "unix:\(path)"], in: folder.path)
            // then: the echo knows no Check, but it answered
            #expect(run.status == 65)
            #expect(run.errors.contains("method Check"))
        }
    }

    @Test func endsWith69WhenNobodyListens() async throws {
        // given
        let folder = try TemporaryFolder()
        var terminal = Terminal("unix:\(folder.path("none"))", in: folder)
        // when
        try await terminal.type("health")
        try await terminal.type("health", "--json")
        // then
        try Golden.expect("unreachable", terminal.transcript)
    }

    @Test func endsWith69WhenNoAnswerComes() async throws {
        // given
        let folder = try TemporaryFolder()
        // It takes the connection and reads nothing: a server would say by itself that the time is up.
        let deaf = try Listener(on: .ipv4([127, 0, 0, 1], port: 0))
        var terminal = Terminal("\(deaf.address)", in: folder)
        // when
        try await terminal.type(
            "state", "notify", "--merchant", "acme", "--session", "s", "--state", "paid",
            "--timeout", "0.3")
        // then
        try Golden.expect("no-answer", terminal.transcript)
        withExtendedLifetime(deaf) {}
    }
}
