import Framing
import RPC
import TestKit
import Testing

@testable import RPCServer

@Suite struct RoomForBodiesTests {
    /// Room for the greater part of one long frame of 100,000 bytes.
    private static let limits: Limits = {
        var limits = Limits()
        limits.unfinishedBytesMax = 90_000
        return limits
    }()
    private static let longBytes: UInt32 = 100_000

    private let room = RoomForBodies(max: Self.limits.unfinishedBytesMax)

    private func machine() -> MachineUnderTest {
        MachineUnderTest(limits: Self.limits, room: room)
    }

    @Test func takesUpToItsLimitAndWhatWasGivenBack() {
        let room = RoomForBodies(max: 10)
        #expect(room.take(10))
        #expect(!room.take(1))
        room.giveBack(4)
        #expect(!room.take(5))
        #expect(room.take(4))
    }

    /// The first bytes of a long frame.
    private func begin(_ id: UInt32, _ count: Int) -> [UInt8] {
        header(length: Self.longBytes, id: id) + Array(repeating: 1, count: count)
    }

    @Test func whatAHeaderPromisesTakesNoRoom() {
        let machines = (0..<100).map { _ in machine() }
        for machine in machines { machine.receive(begin(1, 0)) }
        let good = machine()
        good.receive(begin(7, 80_000))
        #expect(good.answers.isEmpty)
    }

    @Test func refusesAFrameThatGoesOnWhileOthersHoldTheRoom() throws {
        let (holder, late) = (machine(), machine())
        holder.receive(begin(1, 80_000))
        late.receive(begin(7, 10_000))
        #expect(holder.answers.isEmpty && late.answers.isEmpty)
        late.receive([1])

        let answer = try #require(late.answers.first)
        #expect(answer.streamID == 7)
        #expect(answer.status.code == .resourceExhausted)
        #expect(answer.status.reason == "SERVER_BUSY")
        #expect(answer.status.retryDelay == Self.limits.retryDelay)
        holder.receive(Array(repeating: 1, count: 10_000))
        #expect(holder.answers.isEmpty, "what was refused holds no room")
    }

    @Test func readsOnBehindTheBodyThatItRefused() {
        let (holder, late) = (machine(), machine())
        holder.receive(begin(1, 90_000))
        late.receive(begin(7, 1))
        late.receive(Array(repeating: 9, count: Int(Self.longBytes) - 1))
        late.receive(request(id: 9, payload: [4]))

        #expect(late.answers.count == 1)
        #expect(late.calls.map(\.streamID) == [9])
        #expect(late.closed == nil)
    }

    @Test func aFrameThatComesInOneReadNeedsNoRoom() {
        let (holder, late) = (machine(), machine())
        holder.receive(begin(1, 90_000))
        late.receive(request(id: 7, payload: Array(repeating: 1, count: 200_000)))
        #expect(late.answers.isEmpty)
        #expect(late.calls.map(\.streamID) == [7])
    }

    @Test func aWholeFrameGivesItsRoomBack() {
        let (first, second) = (machine(), machine())
        let long = request(id: 1, payload: Array(repeating: 1, count: Int(Self.longBytes)))
        first.receive(Array(long.prefix(80_000)))
        first.receive(Array(long.dropFirst(80_000)))
        #expect(first.calls.count == 1)

        second.receive(begin(7, 90_000))
        #expect(second.answers.isEmpty)
    }

    @Test(arguments: [true, false])
    func aConnectionThatEndsGivesItsRoomBack(byTime: Bool) {
        let (first, second) = (machine(), machine())
        first.receive(begin(1, 80_000))
        if byTime {
            first.advance(by: .seconds(100))
            #expect(first.closed == .frameTooSlow)
        } else {
            first.close()
        }
        first.close()

        second.receive(begin(7, 90_000))
        #expect(second.answers.isEmpty)
        let third = machine()
        third.receive(begin(7, 1))
        #expect(third.answers.count == 1, "what is given back is given back once")
    }

    @Test func theConnectionsOfAllLoopsShareTheRoom() async throws {
        try await TestServer.run(limits: Self.limits, loopCount: 2) { test in
            var peers: [RawPeer] = []
            for _ in 0..<4 { peers.append(try await RawPeer(to: test.address)) }
            // A call first, so that the holder's bytes are read before the others send theirs.
            try await peers[0].send(request(id: 1) + begin(3, 80_000))
            _ = try await peers[0].answer()
            for peer in peers.dropFirst() {
                try await peer.send(begin(5, 20_000))
                #expect(try await peer.status()?.reason == "SERVER_BUSY")
            }
            try await peers[1].send(Array(repeating: 0, count: Int(Self.longBytes) - 20_000))
            try await peers[1].request(7, payload: [8])
            #expect(try await peers[1].payload() == [8])
        }
    }
}
