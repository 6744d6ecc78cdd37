import EventLoop
import RPC
import TestKit
import Testing
import Time

@testable import RPCServer

@Suite struct WakeHeapTests {
    private static func token(_ slot: Int) -> SlotToken {
        SlotToken(rawValue: 1 << 32 | UInt64(slot))
    }

    private static func moment(_ count: Int) -> Moment { Moment(nanoseconds: Int64(count)) }

    @Test func isEmptyAtFirst() {
        var heap = WakeHeap()
        heap.remove(Self.token(3))
        #expect(heap.first == nil)
        #expect(heap.takeDue(at: .distantFuture).isEmpty)
    }

    @Test func keepsTheEarlierOfTwoMoments() {
        var heap = WakeHeap()
        heap.wake(Self.token(0), at: Self.moment(5))
        heap.wake(Self.token(0), at: Self.moment(9))
        #expect(heap.first == Self.moment(5))
        heap.wake(Self.token(0), at: Self.moment(2))
        #expect(heap.first == Self.moment(2))
        #expect(heap.takeDue(at: Self.moment(9)) == [Self.token(0)])
        #expect(heap.first == nil)
    }

    @Test func leavesWhatIsNotDue() {
        var heap = WakeHeap()
        for slot in 0..<100 { heap.wake(Self.token(slot), at: Self.moment(1000 - slot)) }
        #expect(heap.takeDue(at: Self.moment(900)).isEmpty)
        #expect(heap.takeDue(at: Self.moment(903)) == [99, 98, 97].map(Self.token))
        #expect(heap.first == Self.moment(904))
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func doesWhatAListWouldDo(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var heap = WakeHeap()
        var model: [SlotToken: Moment] = [:]
        for step in 0..<2000 {
            let token = Self.token(Int.random(in: 0..<50, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                heap.remove(token)
                model[token] = nil
            case 1:
                let now = Self.moment(step)
                let due = model.filter { $0.value <= now }
                let taken = heap.takeDue(at: now)
                #expect(taken.map { due[$0] } == due.values.sorted(), "seed \(seed)")
                #expect(Set(taken) == Set(due.keys), "seed \(seed)")
                for token in taken { model[token] = nil }
            default:
                let moment = Self.moment(step + Int.random(in: 0..<200, using: &random))
                heap.wake(token, at: moment)
                model[token] = min(model[token] ?? moment, moment)
            }
            #expect(heap.first == model.values.min(), "seed \(seed)")
        }
    }
}
