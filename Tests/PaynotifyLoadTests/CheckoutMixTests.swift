import Messages
import Testing

@testable import PaynotifyLoad

struct CheckoutMixTests {
    private let seed = UInt64.random(in: 0 ... .max)

    @Test func sharesAddUpToAHundred() {
        #expect(CheckoutMix.paths.map(\.percent).reduce(0, +) == 100)
    }

    @Test func dealsPathsByTheirShares() {
        let sessions = 100_000
        var counts = [Int](repeating: 0, count: CheckoutMix.paths.count)
        for session in 0..<sessions { counts[CheckoutMix.path(of: session, seed: seed)] += 1 }
        for (path, count) in zip(CheckoutMix.paths, counts) {
            let percent = Double(count) / Double(sessions) * 100
            #expect(abs(percent - Double(path.percent)) < 1, "seed \(seed)")
        }
    }

    @Test func givesASessionTheSamePathAgain() {
        let first = (0..<100).map { CheckoutMix.path(of: $0, seed: seed) }
        #expect((0..<100).map { CheckoutMix.path(of: $0, seed: seed) } == first)
    }

    @Test func everyPathBeginsWithTheNewPayment() {
        #expect(CheckoutMix.paths.allSatisfy { $0.states.first == .created })
    }
}

struct SessionNamesTests {
    @Test func namesMerchantsAsTheirTemplateDoes() {
        #expect(SessionNames.merchantID(0) == SessionNames.merchantPlace)
        #expect(SessionNames.merchantID(42) == "load-042")
    }

    @Test(arguments: [true, false])
    func givesEachSessionANameOfItsOwn(areOrdered: Bool) {
        let names = SessionNames(seed: 7, areOrdered: areOrdered)
        let ids = (0..<10_000).map { names.session($0) }
        #expect(Set(ids.map { [$0.high, $0.low] }).count == ids.count)
        #expect(ids == (0..<10_000).map { names.session($0) })
    }

    @Test func ordersNamesIfAsked() {
        let names = SessionNames(seed: 7, areOrdered: true)
        let texts = (0..<1_000).map { number -> [UInt8] in
            var text = Array(FrameTemplate.sessionPlace.utf8)
            text.overwrite(at: 0, with: names.session(number))
            return text
        }
        #expect(texts.map { String(decoding: $0, as: UTF8.self) }.isSorted)
    }

    @Test func tellsEventsOfASessionApart() {
        let names = SessionNames(seed: 7)
        let events = (0..<1_000).flatMap { session in
            (0..<3).map { names.event(ofSession: session, step: $0) }
        }
        #expect(Set(events.map { [$0.high, $0.low] }).count == events.count)
    }
}

extension [String] {
    fileprivate var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
