import Testing

@testable import PaynotifyLoad

struct ScaleTests {
    @Test(arguments: [(0.0, 0.0), (90.0, 0.25), (99.0, 0.5), (99.9, 0.75), (99.99, 1.0)])
    func eachNineOfAPercentileIsAsWideAsTheLast(percentile: Double, position: Double) {
        let found = Scale.percentile(max: 99.99).position(of: percentile)
        #expect(abs(found - position) < 0.001)
    }

    @Test func aLogarithmicScaleHoldsItsValuesBetweenRoundEnds() {
        let scale = Scale.around([86, 320, 4_100])
        #expect(scale == .logarithmic(min: 50, max: 5_000))
        #expect(scale.ticks.map(\.value) == [50, 100, 200, 500, 1_000, 2_000, 5_000])
        #expect(scale.ticks.first?.position == 0)
        #expect(scale.ticks.last?.position == 1)
    }

    @Test func aWideLogarithmicScaleNamesPowersOfTenOnly() {
        let ticks = Scale.around([2, 900_000]).ticks.map(\.value)
        #expect(ticks == [10, 100, 1_000, 10_000, 100_000, 1_000_000])
    }

    @Test(arguments: [[720.0, 1_680], [7], [1, 4.9]])
    func theLastTickIsTheEnd(values: [Double]) throws {
        let last = try #require(Scale.around(values).ticks.last).value
        #expect(Scale.around(values).position(of: last * 0.999) < 1)
    }

    @Test(arguments: [[], [0.0], [7.0]])
    func aScaleOfLittleStillHasTwoEnds(values: [Double]) {
        for scale in [Scale.around(values), .upTo(values)] {
            #expect(scale.ticks.count > 1)
            #expect(scale.ticks.allSatisfy { $0.position.isFinite })
        }
    }

    @Test func aLinearScaleBeginsAtNothingAndEndsAboveItsValues() {
        let ticks = Scale.upTo([87_000, 12]).ticks.map(\.value)
        #expect(ticks.first == 0)
        #expect(ticks.last == 90_000)
    }

    @Test func whatLiesOutsideIsDrawnAtTheEdge() {
        #expect(Scale.linear(max: 10).position(of: 20) == 1)
        #expect(Scale.logarithmic(min: 10, max: 100).position(of: 0) == 0)
    }
}
