import EventLoop
import Messages
import RPCClient
import Testing

@testable import PaynotifyLoad

/// The floors as they are built.
struct FloorProgramsTests {
    @Test func theEchoFloorAnswersAsADaemonThatServes() async throws {
        let status = try await FloorPrograms.with { floors in
            try await floors.withEcho { generator in
                let client = try RPCClient("\(generator.address)")
                let answer = try await HealthClient(client).check(HealthCheckRequest())
                await client.close()
                return answer.status
            }
        }
        #expect(status == .serving)
    }

    @Test func theEchoFloorAnswersEveryCallOfALoad() async throws {
        let run = try await FloorPrograms.with { floors in
            try await floors.withEcho { generator in
                let shape = LoadShape(
                    connections: 8, inFlight: 16, seconds: 0.2, warmUpSeconds: 0)
                return try await generator.measure("echo", shape) { _ in try EchoTraffic(shape) }
            }
        }
        #expect(run.calls > 0)
        #expect(run.errors.isEmpty)
    }

    @Test func theStoreFloorCommitsCalls() async throws {
        let shape = LoadShape(connections: 2, inFlight: 2, seconds: 0.2, warmUpSeconds: 0.1)
        let run = FloorPrograms.StoreRun(batch: 16, like: shape, sessions: 3_000)
        let result = try await FloorPrograms.with { try await $0.store(run) }
        #expect(result.calls > 0)
        #expect(result.callsPerCommit <= 16)
        #expect(result.logPagesPerCall > 0)
        #expect(result.latency(at: 50) > 0)
    }

    @Test func theStoreFloorSaysWhyItCannotRun() async throws {
        let shape = LoadShape(connections: 1, inFlight: 1, seconds: 0.1, warmUpSeconds: 0)
        let run = FloorPrograms.StoreRun(batch: 0, like: shape, sessions: 1)
        await #expect(throws: (any Error).self) {
            try await FloorPrograms.with { try await $0.store(run) }
        }
    }
}
