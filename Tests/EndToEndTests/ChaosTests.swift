import LocalEnvironment
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// `paynotify-demo chaos`, with one rig for a few seconds: what all rigs share.
    struct ChaosTests {
        @Test func killsLoseNothingAndThePlantedDefectsAreFound() async throws {
            try await ProgramFolder.with { programs in
                let ended = try await programs.run(
                    "paynotify-demo", ["chaos", "--rig", "kills", "--seconds", "4", "--seed", "7"])
                #expect(ended.status == 0, "\(ended.output)")
                #expect(ended.output.hasPrefix("chaos: seed 7\n"))
                let line =
                    ended.output.split(separator: "\n").first { $0.hasPrefix("kills ") } ?? ""
                #expect(line.contains(" 0 lost, 0 doubled, 0 without an arm; "))
                #expect(
                    line.hasSuffix("planted: double caught, missing arm caught, loss caught"))
            }
        }

        @Test func refusesARigThatThereIsNot() async throws {
            try await ProgramFolder.with { programs in
                let ended = try await programs.run("paynotify-demo", ["chaos", "--rig", "fire"])
                #expect(ended.status == 64)
                #expect(ended.output.contains("rig: must be one of kills, "))
            }
        }
    }
}
