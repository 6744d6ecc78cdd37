import Testing

@testable import PaynotifyLoad

struct FigureTests {
    @Test func aRatioIsTheValueForEachUnitOfTheFloor() {
        #expect(Figure(name: "a", value: 30, unit: "µs", floor: 20).ratio == 1.5)
    }

    @Test(arguments: [nil, 0])
    func thereIsNoRatioWithoutAFloor(floor: Double?) {
        #expect(Figure(name: "a", value: 30, unit: "µs", floor: floor).ratio == nil)
    }

    @Test func aLineHoldsNameValueUnitAndRatioInColumns() {
        #expect(
            MadeUp.report(runs: 0).figures.lines == [
                "echo 64x16            912345  calls/s     0.41x",
                "echo 64x16 server      0.086  CPU s/100k  2.15x",
                "notify with delivery    42.5  calls/s         -",
            ])
    }
}

struct QuantityTests {
    @Test(arguments: [
        (0.0, "0"), (0.08611, "0.086"), (4.213, "4.21"), (36.54, "36.5"), (912_345.6, "912346"),
    ])
    func showsThreeDigitsOrTheWholeNumber(number: Double, text: String) {
        #expect(Quantity.plain(number) == text)
    }

    @Test(arguments: [
        (1_234_567.0, "1,234,567"), (1_000.0, "1,000"), (999.0, "999"), (-12_345.0, "-12,345"),
        (4.213, "4.21"),
    ])
    func groupsThousands(number: Double, text: String) {
        #expect(Quantity.grouped(number) == text)
    }

    @Test(arguments: [
        (86.0, "86 µs"), (999.0, "999 µs"), (4_200.0, "4.2 ms"), (1_500_000.0, "1.5 s"),
        (100.0, "100 µs"), (20_000.0, "20 ms"),
    ])
    func givesTimesTheUnitThatSuitsThem(microseconds: Double, text: String) {
        #expect(Quantity.time(microseconds: microseconds) == text)
    }

    @Test(arguments: [(950.0, "950"), (20_000.0, "20 k"), (1_500_000.0, "1.5 M"), (0.0, "0")])
    func shortensCounts(number: Double, text: String) {
        #expect(Quantity.count(number) == text)
    }
}

struct MachineFactsTests {
    @Test func namesTheProcessorOnceAndWithoutGaps() {
        let text = "processor\t: 0\nmodel name\t: A   B  CPU\nprocessor\t: 1\nmodel name\t: C\n"
        #expect(MachineFacts.processorName(in: text) == "A B CPU")
        #expect(MachineFacts.processorName(in: "nothing") == "")
    }
}
