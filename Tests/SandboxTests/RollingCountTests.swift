import Testing

@testable import Sandbox

@Suite struct RollingCountTests {
    @Test func countsAnEventUntilItIsAsOldAsTheWindow() {
        var count = RollingCount(over: .seconds(10))

        count.add(now: .seconds(1))
        count.add(now: .seconds(2))

        #expect(count.count(now: .milliseconds(10_999)) == 2)
        #expect(count.nextDrop == .seconds(11))
        #expect(count.count(now: .seconds(11)) == 1)
        #expect(count.count(now: .seconds(12)) == 0)
        #expect(count.nextDrop == nil)
        #expect(count.highest == 2)
    }

    @Test func countsRecipientsOnceADay() {
        let day = RollingRecipients.length
        var recipients = RollingRecipients()

        recipients.add("1", now: .zero)
        recipients.add("2", now: .seconds(1))
        recipients.add("1", now: .seconds(2))

        #expect(recipients.count(now: .seconds(2)) == 2)
        #expect(recipients.count(now: day) == 2, "the later message keeps recipient 1")
        #expect(recipients.count(now: day + .seconds(1)) == 1)
        #expect(recipients.contains("1"))
        #expect(recipients.count(now: day + .seconds(2)) == 0)
        #expect(recipients.highest == 2)
    }
}
