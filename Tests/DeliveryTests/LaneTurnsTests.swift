import Notifications
import Testing

@testable import Delivery

struct LaneTurnsTests {
    private var turns = LaneTurns()

    private mutating func take(among lanes: Set<Lane>) -> Lane? {
        let lane = turns.next(among: lanes)
        if let lane { turns.spend(lane) }
        return lane
    }

    @Test mutating func sharesAmongLanesThatAlwaysHaveWorkByTheirWeights() {
        var counts: [Lane: Int] = [:]
        for _ in 0..<210 { counts[take(among: Set(Lane.allCases)) ?? .replay, default: 0] += 1 }
        #expect(counts == [.postPayment: 160, .prePayment: 40, .replay: 10])
    }

    @Test mutating func givesAllToALaneThatIsAlone() {
        for _ in 0..<50 { #expect(take(among: [.replay]) == .replay) }
        #expect(take(among: []) == nil)
    }

    @Test mutating func whatArrivesInAnEmptyLaneGoesNext() {
        for _ in 0..<7 { _ = take(among: [.prePayment, .replay]) }
        #expect(take(among: Set(Lane.allCases)) == .postPayment)
    }

    @Test mutating func theLeastLaneWaitsTwoRoundsAtMostWhateverTheOthersDo() {
        var random = randomNumbers()
        var waited = 0
        for _ in 0..<20_000 {
            var lanes: Set<Lane> = [.replay]
            if Bool.random(using: &random) { lanes.insert(.postPayment) }
            if Bool.random(using: &random) { lanes.insert(.prePayment) }
            waited = take(among: lanes) == .replay ? 0 : waited + 1
            #expect(waited <= 40)
        }
    }
}
