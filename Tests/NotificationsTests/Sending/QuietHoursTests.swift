import TestKit
import Testing

@testable import Notifications

@Suite struct QuietHoursTests {
    private static let night = QuietHours(
        startMinute: 22 * 60, endMinute: 8 * 60, includesPostPayment: false)
    private static let noon = QuietHours(
        startMinute: 12 * 60, endMinute: 13 * 60 + 30, includesPostPayment: false)
    private let zones = TwoClocks()

    /// 2026-03-29 in UTC, the day on which ``TwoClocks`` go forward at 01:00.
    private static func spring(_ hour: Int, _ minute: Int = 0) -> Timestamp {
        TwoClocks.forward + .seconds((hour - 1) * 3_600 + minute * 60)
    }

    /// 2026-10-25 in UTC, the day on which they go back at 01:00.
    private static func autumn(_ hour: Int, _ minute: Int = 0) -> Timestamp {
        TwoClocks.back + .seconds((hour - 1) * 3_600 + minute * 60)
    }

    /// An hour and a minute, and the hour at which the quiet time ends; nil: it is not quiet.
    private static let ends: [(QuietHours, Int, Int, Int?)] = [
        (night, 21, 59, nil), (night, 22, 0, 32), (night, 23, 30, 32), (night, 0, 0, 8),
        (night, 7, 59, 8), (night, 8, 0, nil), (night, 15, 0, nil), (noon, 11, 59, nil),
    ]

    @Test(arguments: ends)
    func endsOnTheHourOfTheWall(hours: QuietHours, hour: Int, minute: Int, end: Int?) {
        let midnight = Timestamp(milliseconds: 1_795_305_600_000)
        let zone = WallZone(name: "UTC", rules: Fixtures.zones)

        let found = hours.end(of: midnight + .seconds(hour * 3_600 + minute * 60), in: zone)

        #expect(found == end.map { midnight + .seconds($0 * 3_600) })
    }

    @Test func aQuietTimeWithinADayEndsOnThatDay() {
        let midnight = Timestamp(milliseconds: 1_795_305_600_000)
        let zone = WallZone(name: "Asia/Kuwait", rules: Fixtures.zones)

        // 12:15 in Kuwait is 09:15 in UTC.
        let end = Self.noon.end(of: midnight + .seconds(9 * 3_600 + 900), in: zone)

        #expect(end == midnight + .seconds(10 * 3_600 + 1_800))
    }

    @Test func secondsOfTheLastMinuteAreQuietToo() {
        let zone = WallZone(name: "UTC", rules: Fixtures.zones)
        let end = Timestamp(milliseconds: 1_795_305_600_000) + .seconds(8 * 3_600)

        #expect(Self.night.end(of: end - .milliseconds(1), in: zone) == end)
        #expect(Self.night.end(of: end, in: zone) == nil)
    }

    @Test func theEndStaysOnTheWallWhenTheClocksChangeInTheNight() {
        let wall = WallZone(name: TwoClocks.name, rules: zones)

        // Summer begins: 08:00 is 06:00 in UTC. Winter begins: it is 07:00.
        #expect(Self.night.end(of: Self.spring(-1), in: wall) == Self.spring(6))
        #expect(Self.night.end(of: Self.autumn(-1), in: wall) == Self.autumn(7))
    }

    @Test func anEndThatTheClocksLeaveOutComesAfterTheGap() {
        let wall = WallZone(name: TwoClocks.name, rules: zones)
        let hours = QuietHours(startMinute: 22 * 60, endMinute: 150, includesPostPayment: false)

        let end = hours.end(of: Self.spring(0), in: wall)

        #expect(end == Self.spring(1, 30))
        #expect(end.flatMap { hours.end(of: $0, in: wall) } == nil)
    }

    @Test func anEndThatTheClocksShowTwiceEndsTheQuietTimeTwice() {
        let wall = WallZone(name: TwoClocks.name, rules: zones)
        let hours = QuietHours(startMinute: 22 * 60, endMinute: 150, includesPostPayment: false)

        #expect(hours.end(of: Self.autumn(0), in: wall) == Self.autumn(0, 30))
        #expect(hours.end(of: Self.autumn(1), in: wall) == Self.autumn(1, 30))
    }

    @Test func everyEndIsTheFirstMomentThatIsNotQuiet() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of everyEndIsTheFirstMomentThatIsNotQuiet: \(seed)")
        var random = SeededGenerator(seed: seed)
        let wall = WallZone(name: TwoClocks.name, rules: zones)
        for _ in 0..<2_000 {
            let start = Int.random(in: 0..<1_440, using: &random)
            let hours = QuietHours(
                startMinute: start,
                endMinute: (start + Int.random(in: 1..<1_440, using: &random)) % 1_440,
                includesPostPayment: false)
            let around = Bool.random(using: &random) ? TwoClocks.forward : TwoClocks.back
            let moment = around + .seconds(Int.random(in: -200_000...200_000, using: &random))
            guard let end = hours.end(of: moment, in: wall) else { continue }
            #expect(end > moment, "seed \(seed)")
            #expect(end.since(moment) <= .seconds(49 * 3_600), "seed \(seed)")
            #expect(hours.end(of: end, in: wall) == nil, "seed \(seed): \(hours) \(moment)")
            let wasChanged = moment < around && around <= end
            let before = end - .seconds(1)
            #expect(
                hours.end(of: before, in: wall) == end || wasChanged,
                "seed \(seed): \(hours) \(moment)")
        }
    }

    @Test func theMorningIsSpreadOverTenMinutesAndNeverPastTheExpiry() {
        let end = Fixtures.now
        for (spread, life, expected) in [
            (0.0, 7_200, 0), (1.0, 7_200, 600), (0.5, 7_200, 300), (1.0, 600, 300), (1.0, 0, 0),
            (1.0, -600, -600), (0.0, -600, -600),
        ] {
            let due = QuietHours.due(
                after: end, spread: spread, expiresAt: end + .seconds(life))
            #expect(due == end + .seconds(expected))
        }
    }

    @Test func identifiersSpreadEvenly() {
        var ids = Fixtures.ids()
        var tenths = [Int](repeating: 0, count: 10)
        for _ in 0..<2_000 {
            let spread = NotificationID(rawValue: ids.next()).spread
            #expect((0..<1).contains(spread))
            tenths[Int(spread * 10)] += 1
        }
        #expect(tenths.allSatisfy { (120...280).contains($0) }, "\(tenths)")
    }

    private static let numbers: [(String, String?)] = [
        ("+96551234567", "Asia/Kuwait"), ("+201001234567", "Africa/Cairo"),
        ("+447700900123", "Europe/London"), ("+420601123456", "Europe/Prague"),
        ("+962791234567", "Asia/Amman"), ("+12125550123", nil), ("+79161234567", nil),
        ("+34600123456", nil), ("+8612345678", nil),
    ]

    @Test(arguments: numbers)
    func aNumberTellsItsZoneWhereItsCountryHasOneClock(phone: String, zone: String?) {
        #expect(RecipientZone.name(of: PhoneNumber(checkedE164: phone)) == zone)
    }

    @Test func anUnknownZoneIsTheMerchants() {
        let merchant = Fixtures.merchant
        for (phone, name) in [
            ("+971501234567", "Asia/Dubai"), ("+12125550123", "Asia/Kuwait"),
            ("+447700900123", "Asia/Kuwait"),
        ] {
            let zone = merchant.wallZone(
                of: PhoneNumber(checkedE164: phone), rules: Fixtures.zones)
            #expect(zone.name == name)
        }
    }
}

/// A zone that is one hour east of UTC in winter and two in the summer of 2026.
struct TwoClocks: ZoneRules {
    static let name = "Europe/Somewhere"
    /// 2026-03-29 01:00 in UTC.
    static let forward = Timestamp(milliseconds: 1_774_746_000_000)
    /// 2026-10-25 01:00 in UTC.
    static let back = Timestamp(milliseconds: 1_792_890_000_000)

    func knows(zone: String) -> Bool { zone == Self.name }

    func offsetSeconds(zone: String, at moment: Timestamp) -> Int {
        moment >= Self.forward && moment < Self.back ? 7_200 : 3_600
    }
}
