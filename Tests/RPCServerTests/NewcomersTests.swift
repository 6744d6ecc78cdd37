import EventLoop
import Testing

@testable import RPCServer

@Suite struct NewcomersTests {
    private func token(_ number: Int) -> SlotToken { SlotToken(rawValue: UInt64(number)) }

    @Test func givesEachPeersInTheirOrderAndPassesOverWhoIsGone() {
        var newcomers = Newcomers()
        for number in 0..<10 {
            let peer = number.isMultiple(of: 2) ? PeerGroup.loopback : .user(7)
            newcomers.append(token(number), of: peer, openCount: 10) { _ in true }
        }
        let from3 = { (token: SlotToken) in token.rawValue >= 3 ? token.rawValue : nil }
        #expect(newcomers.first(of: .loopback, where: from3) == 4)
        #expect(newcomers.first(of: .loopback, where: from3) == 4, "it is still there")
        #expect(newcomers.first(of: .user(7), where: from3) == 3)
        #expect(newcomers.first(of: .user(8), where: from3) == nil)
        let none = { (_: SlotToken) -> UInt64? in nil }
        #expect(newcomers.first(of: .loopback, where: none) == nil)
    }

    @Test func forgetsThoseWhoAreGone() {
        var newcomers = Newcomers()
        var asked = 0
        for number in 0..<100_000 {
            newcomers.append(token(number), of: .loopback, openCount: 1) { token in
                asked += 1
                return token.rawValue == UInt64(number)
            }
        }
        // Each was looked at a few times at most: nothing piles up.
        #expect(asked < 300_000)
        let found = newcomers.first(of: .loopback) { $0.rawValue }
        #expect((found ?? 0) > 99_900)
    }
}
