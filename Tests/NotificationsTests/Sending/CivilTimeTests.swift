import Testing

@testable import Notifications

@Suite struct CivilTimeTests {
    @Test(arguments: [
        (0, 0, "1970-01-01 00:00"), (-1, 0, "1969-12-31 23:59"),
        (1_795_361_400_000, 0, "2026-11-22 15:30"), (1_795_361_400_000, 10_800, "2026-11-22 18:30"),
        (1_709_164_799_999, 0, "2024-02-28 23:59"), (1_709_164_800_000, 0, "2024-02-29 00:00"),
        (1_709_251_200_000, 0, "2024-03-01 00:00"), (4_107_542_400_000, 0, "2100-03-01 00:00"),
        (951_782_400_000, 0, "2000-02-29 00:00"), (1_798_761_600_000, -18_000, "2026-12-31 19:00"),
        (253_402_300_799_999, 0, "9999-12-31 23:59"),
    ])
    func showsDateAndTimeOfAZone(milliseconds: Int64, offset: Int, text: String) {
        let time = CivilTime(Timestamp(milliseconds: milliseconds), offsetSeconds: offset)

        #expect(time.text == text)
    }
}
