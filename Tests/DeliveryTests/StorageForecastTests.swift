import Notifications
import Testing

@testable import Delivery

@Suite struct StorageForecastTests {
    private static let gigabyte = 1 << 30

    private func figures(used: Int, reusable: Int = 0, growth: Int = .max / 2) -> StoreFigures {
        StoreFigures(
            usedBytes: used, reusableBytes: reusable, growthBytesMax: growth, oldestSession: nil,
            removed: [:])
    }

    /// A gigabyte a day, a sample each minute.
    private func steady(for span: Duration) -> StorageForecast {
        var forecast = StorageForecast()
        for minute in 0...Int(span / .seconds(60)) {
            forecast.add(
                usedBytes: Self.gigabyte / 1_440 * minute, at: .seconds(60 * minute))
        }
        return forecast
    }

    @Test func saysNothingInTheFirstHour() {
        let forecast = steady(for: .seconds(3_540))
        #expect(forecast.bytesPerDay(usedBytes: Self.gigabyte, at: .seconds(3_599)) == nil)
        #expect(forecast.bytesPerDay(usedBytes: Self.gigabyte, at: .seconds(3_600)) != nil)
    }

    @Test func dividesWhatIsLeftByTheGrowthOfADay() throws {
        let forecast = steady(for: .seconds(7_200))
        let used = Self.gigabyte / 1_440 * 120
        let days = try #require(
            forecast.daysUntilFull(
                figures(used: used, reusable: Self.gigabyte), diskFreeBytes: 9 * Self.gigabyte,
                at: .seconds(7_200)))
        #expect(abs(days - 10) < 0.1)
    }

    @Test func theNearerOfDiskAndEngineCounts() throws {
        let forecast = steady(for: .seconds(7_200))
        let used = Self.gigabyte / 1_440 * 120
        for (growth, disk) in [(2, 100), (100, 2), (2, nil)] as [(Int, Int?)] {
            let days = try #require(
                forecast.daysUntilFull(
                    figures(used: used, growth: growth * Self.gigabyte),
                    diskFreeBytes: disk.map { $0 * Self.gigabyte }, at: .seconds(7_200)))
            #expect(abs(days - 2) < 0.1)
        }
    }

    @Test func forgetsHowItGrewBeforeYesterday() throws {
        var forecast = steady(for: .days(3))
        let full = Self.gigabyte * 3
        for minute in 1...2_000 {
            forecast.add(usedBytes: full, at: .days(3) + .seconds(60 * minute))
        }
        let moment = Duration.days(3) + .seconds(120_000)
        #expect(
            try #require(forecast.bytesPerDay(usedBytes: full, at: moment))
                < Double(Self.gigabyte / 1_000))
        #expect(
            forecast.daysUntilFull(figures(used: full - 1), diskFreeBytes: 1, at: moment) == nil)
    }
}
