import Notifications
import TestKit
import Testing

@Suite struct IdentifierGeneratorTests {
    @Test func makesUUIDsOfVersionSevenInTheOrderOfTime() {
        var ids = Fixtures.ids()

        let first = ids.next()
        ids.advance(to: Fixtures.now + .milliseconds(1))
        let second = ids.next()

        #expect(first.count == 36)
        #expect(Array(first)[14] == "7")
        #expect("89ab".contains(Array(first)[19]))
        #expect(first < second)
        #expect(first.hasPrefix("01a203e0-e4c0-7"))
    }

    @Test func ascendWithinAMillisecondAndWhenTheClockGoesBack() {
        var ids = Fixtures.ids()
        var made = (0..<5_000).map { _ in ids.next() }
        ids.advance(to: Fixtures.now - .seconds(1))
        made.append(ids.next())
        ids.advance(to: Fixtures.now + .seconds(1))
        made.append(ids.next())

        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
    }

    @Test func momentsStayAtTheEndsOfTimeInsteadOfOverflowing() {
        let last = Timestamp(milliseconds: .max)

        #expect(last + .seconds(1) == last)
        #expect(Fixtures.now - .seconds(1) < Fixtures.now)
        #expect(Fixtures.now.since(Fixtures.now - .milliseconds(5)) == .milliseconds(5))
    }
}
