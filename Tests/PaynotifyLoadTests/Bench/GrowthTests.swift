import ArgumentParser
import Testing

@testable import PaynotifyLoad

struct GrowthTests {
    private func result(_ sessions: Int, _ run: Int) -> GrowthResult {
        GrowthResult(
            sessions: sessions, fillRate: 50_000, startSeconds: Double(sessions) / 1e6,
            startMebibytes: 40, notify: MadeUp.run(run))
    }

    @Test func eachFigureStandsBesideTheSmallestFiles() {
        let figures = result(1_000_000, 1).figures(besides: result(10_000, 0))
        #expect(
            figures[0]
                == Figure(
                    name: "growth.1000000.rate", value: 42_500, unit: "calls/s", floor: 85_000))
        #expect(figures.first { $0.name.hasSuffix(".start") }?.ratio == 100)
    }

    @Test func theSmallestStandsBesideItself() {
        let smallest = result(10_000, 0)
        #expect(smallest.figures(besides: smallest).allSatisfy { $0.ratio == 1 })
    }

    @Test(arguments: [["--sessions", "0"], ["--seconds", "0"], ["--sessions", "1", "x"]])
    func refusesWhatCannotBeMeasured(arguments: [String]) {
        #expect(throws: (any Error).self) { try GrowthCommand.parse(arguments) }
    }
}
