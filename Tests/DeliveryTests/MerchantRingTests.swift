import Notifications
import Testing

@testable import Delivery

struct MerchantRingTests {
    private let merchants = (0..<7).map { MerchantID(rawValue: "m\($0)") }
    private var ring = MerchantRing()

    @Test mutating func givesEachItsTurn() {
        for merchant in merchants.prefix(3) { ring.join(merchant) }
        ring.join(merchants[0])
        let served = (0..<6).compactMap { _ in ring.next { _ in true } }
        #expect(served == Array(merchants.prefix(3)) + Array(merchants.prefix(3)))
    }

    @Test mutating func thoseThatMayNotKeepTheirPlace() {
        for merchant in merchants.prefix(3) { ring.join(merchant) }
        #expect(ring.next { $0 != merchants[0] } == merchants[1])
        #expect(ring.next { _ in true } == merchants[0])
        #expect(ring.next { _ in false } == nil)
    }

    @Test mutating func knowsWhenAMerchantIsAlone() {
        ring.join(merchants[0])
        #expect(ring.only == merchants[0])
        ring.join(merchants[1])
        #expect(ring.only == nil)
        ring.leave(merchants[0])
        ring.leave(merchants[0])
        #expect(ring.only == merchants[1])
    }

    /// The bound: between two that always have work, at most one turn; a guest waits one round.
    @Test func theDifferenceOfServiceIsBoundedWhoeverComesAndGoes() {
        var random = randomNumbers()
        var ring = MerchantRing()
        for merchant in merchants { ring.join(merchant) }
        var served: [MerchantID: Int] = [:]
        var guests: [MerchantID: Int] = [:]
        for turn in 0..<20_000 {
            if Int.random(in: 0..<3, using: &random) == 0 {
                let guest = MerchantID(rawValue: "guest\(turn % 5)")
                ring.join(guest)
                guests[guest] = guests[guest] ?? ring.count
            }
            guard let merchant = ring.next(where: { _ in true }) else { return }
            for guest in guests.keys { guests[guest, default: 0] -= 1 }
            if let left = guests.removeValue(forKey: merchant) {
                #expect(left >= 0, "a guest waits one round at most")
                ring.leave(merchant)
            } else {
                served[merchant, default: 0] += 1
            }
            let counts = merchants.map { served[$0] ?? 0 }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        }
        #expect(served.values.allSatisfy { $0 > 1_000 })
    }
}
