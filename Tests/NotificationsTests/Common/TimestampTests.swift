import Notifications
import Testing

@Suite struct TimestampTests {
    private static let first = Timestamp(milliseconds: .min)
    private static let last = Timestamp(milliseconds: .max)

    @Test func staysWithinWhatThereIs() {
        #expect(Self.last + .seconds(1) == Self.last)
        #expect(Self.first - .seconds(1) == Self.first)
        #expect(Self.first + .seconds(-1) == Self.first)
        #expect(Self.last - .seconds(-1) == Self.last)
        #expect(Self.first + Self.last.since(Self.first) == Timestamp(milliseconds: -1))
    }

    @Test func measuresAnyDistance() {
        #expect(Self.last.since(Self.first) > Self.last.since(Timestamp(milliseconds: 0)))
        #expect(Self.first.since(Self.last) < .zero)
        #expect(Self.last.since(Self.first).wholeMilliseconds == .max)
        #expect(Self.first.since(Self.last).wholeMilliseconds == .min)
        #expect(Duration.milliseconds(-1_500).wholeMilliseconds == -1_500)
    }
}
