import Testing

@testable import PaynotifyLoad

@Suite struct HostileVerdictTests {
    private let good = HostileResult(
        kind: .wrongFrames, p99: 1_999, errors: [:], peakKibibytes: 1_000, descriptorsLeft: 0,
        isAlive: true)

    private func broken(_ change: (inout HostileResult) -> Void) -> [String] {
        var result = good
        change(&result)
        return HostileVerdict(quiet: [5_000, 1_000, 900], results: [good, result, good]).broken
    }

    @Test func holdsWhatHolds() {
        #expect(broken { _ in } == [])
        let lines = HostileVerdict(quiet: [5_000, 1_000, 900], results: [good]).lines
        #expect(lines.count == 3)
        #expect(lines[1].contains("2.00x"))
        #expect(lines[2] == "quiet: 1 ms, between 900 µs and 5 ms")
    }

    @Test func ofSeveralThatSeemSlowTheMiddleOneCountsAndTheWorstOfTheRest() {
        var verdict = HostileVerdict(quiet: [1_000], results: [good])
        #expect(!verdict.isLastSlow)
        var slow = good
        (slow.p99, slow.errors, slow.peakKibibytes) = (9_000, ["UNAVAILABLE": 1], 2_000)
        verdict.results.append(slow)
        #expect(verdict.isLastSlow)
        let middle = slow.median(with: [good, good])
        #expect(middle.p99 == good.p99)
        #expect(middle.errors == ["UNAVAILABLE": 1])
        #expect(middle.peakKibibytes == 2_000)
    }

    @Test func saysWhatDoesNotHoldAndUnderWhichAttack() {
        for sentence in [
            broken { $0.p99 = 2_001 }, broken { $0.errors = ["UNAVAILABLE": 1] },
            broken { $0.peakKibibytes = HostileVerdict.peakKibibytesMax + 1 },
            broken { $0.descriptorsLeft = HostileVerdict.descriptorsLeftMax + 1 },
            broken { $0.isAlive = false },
        ] {
            #expect(sentence.count == 1)
            #expect(sentence.first?.hasPrefix("frames on even ids: ") == true)
        }
    }
}
