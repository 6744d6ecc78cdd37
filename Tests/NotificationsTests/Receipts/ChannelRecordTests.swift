import Notifications
import TestKit
import Testing

@Suite struct ChannelRecordTests {
    private let way = SilenceRecord.Way(
        number: PhoneNumberID(rawValue: "800000000000002"), app: AppID(rawValue: 1))

    @Test func remembersTheLatestArmedInWhateverOrderTheyWereProved() {
        for order in [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [3, 5, 1, 4, 2], [5, 5, 4, 4, 3, 5]] {
            var record = ChannelRecord(healthySince: Fixtures.now)
            for number in order { record.prove(attempt(number), from: way) }
            #expect(confirmed(record) == [5, 4, 3], "\(order)")
        }
    }

    @Test func aReceiptThatIsRepeatedProvesNoOtherAttempt() {
        var record = ChannelRecord(healthySince: Fixtures.now)
        for _ in 1...5 { record.prove(attempt(1), from: way) }

        #expect(confirmed(record) == [1])
    }

    @Test func whatIsKnownOfNumbersIsBounded() {
        var record = ChannelRecord(healthySince: Fixtures.now)
        record.prove(attempt(1), from: way)
        for index in 1...ChannelRecord.numbersMax {
            var other = way
            other.number = PhoneNumberID(rawValue: "\(index)")
            record.prove(attempt(1), from: other)
        }

        #expect(confirmed(record).isEmpty)
    }

    @Test func aBreakIsOverWhenItEnds() {
        var record = ChannelRecord(healthySince: Fixtures.now)
        record.wasInterrupted(until: Fixtures.now + .seconds(9))

        let evidence = record.evidence(of: way, isTemplateHeld: false)

        #expect(evidence.healthySince == Fixtures.now + .seconds(9))
    }

    private func attempt(_ number: Int) -> Attempt {
        var attempt = Fixtures.attempt(number: number)
        attempt.armedAt = Fixtures.now + .seconds(Int64(number))
        return attempt
    }

    private func confirmed(_ record: ChannelRecord) -> [Int64] {
        record.evidence(of: way, isTemplateHeld: false).confirmed.map {
            ($0.milliseconds - Fixtures.now.milliseconds) / 1_000
        }
    }
}
