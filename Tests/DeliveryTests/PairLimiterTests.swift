import Notifications
import Testing

@testable import Delivery

struct PairLimiterTests {
    private let recipient = PhoneNumber(checkedE164: "+96550001234")
    private let other = PhoneNumber(checkedE164: "+96550005678")
    private var pairs = PairLimiter(entriesMax: 8)

    @Test mutating func letsThreeLeaveAtOnceAndThenOneInSixSeconds() {
        for _ in 0..<3 {
            #expect(pairs.opening(for: recipient, at: .zero) == .zero)
            pairs.take(recipient, at: .zero)
        }
        #expect(pairs.opening(for: recipient, at: .zero) == .seconds(6))
        pairs.take(recipient, at: .seconds(6))
        #expect(pairs.opening(for: recipient, at: .seconds(6)) == .seconds(12))
        #expect(pairs.opening(for: other, at: .seconds(6)) == .seconds(6))
    }

    @Test mutating func waitsFourTimesAsLongAfterEachRefusalInARow() {
        var now = Duration.zero
        // The second wait, 4 s, is over before the bucket has another token.
        for seconds in [1, 6, 16, 64, 256, 256] {
            pairs.take(recipient, at: now)
            pairs.refuse(recipient, at: now)
            let opening = pairs.opening(for: recipient, at: now)
            #expect(opening == now + .seconds(seconds))
            #expect(pairs.opening(for: other, at: now) == now)
            now = opening
        }
        pairs.accept(recipient)
        pairs.refuse(recipient, at: now)
        #expect(pairs.opening(for: recipient, at: now) == now + .seconds(1))
    }

    @Test mutating func refusalsOfMessagesInFlightCountOnce() {
        for _ in 0..<3 { pairs.refuse(recipient, at: .seconds(1)) }
        #expect(pairs.opening(for: recipient, at: .seconds(1)) == .seconds(2))
    }

    @Test mutating func triesOneMessageAfterTheWait() {
        pairs.refuse(recipient, at: .zero)
        pairs.take(recipient, at: .seconds(1))
        #expect(pairs.opening(for: recipient, at: .seconds(1)) == .seconds(7))
    }

    @Test mutating func neverRemembersMoreRecipientsThanItsLimit() {
        var large = PairLimiter(entriesMax: 2_000)
        for number in 0..<10_000 {
            let recipient = PhoneNumber(checkedE164: "+\(number)")
            large.take(recipient, at: .milliseconds(number))
            #expect(large.count <= 2_000)
        }
    }

    @Test mutating func dropsRecipientsWhoseBucketIsFullAgain() {
        var large = PairLimiter()
        for number in 0..<1_024 {
            large.take(PhoneNumber(checkedE164: "+\(number)"), at: .zero)
        }
        large.take(recipient, at: .seconds(60))
        #expect(large.count == 1)
    }

    @Test func neverLeavesMetasEnvelopeWhateverTheSequence() {
        var random = randomNumbers()
        let recipients = (0..<5).map { PhoneNumber(checkedE164: "+\($0)") }
        var pairs = PairLimiter()
        var taken: [PhoneNumber: [Duration]] = [:]
        var now = Duration.zero
        for _ in 0..<50_000 {
            now += .milliseconds(Int64.random(in: 0...3_000, using: &random))
            let recipient = recipients[Int.random(in: 0..<5, using: &random)]
            switch Int.random(in: 0..<20, using: &random) {
            case 0: pairs.refuse(recipient, at: now)
            case 1: pairs.accept(recipient)
            default:
                guard pairs.opening(for: recipient, at: now) <= now else { continue }
                pairs.take(recipient, at: now)
                taken[recipient, default: []].append(now)
            }
        }
        for moments in taken.values {
            #expect(moments.count > 500)
            #expect(moments.peak(perSecond: 1.0 / 6) <= 3.000_001)
            #expect(Self.isTakenByMeta(moments))
        }
    }

    /// Meta's own arithmetic: 45 at once, one more every 6 s.
    private static func isTakenByMeta(_ moments: [Duration]) -> Bool {
        var level = 45.0
        var last = Duration.zero
        for moment in moments {
            level = min(45, level + (moment - last).inSeconds / 6) - 1
            last = moment
            if level < 0 { return false }
        }
        return true
    }
}
