import Framing
import RPC
import TestKit
import Testing

@testable import RPCServer

@Suite struct RoomForBodiesTests {
    /// Room for one long frame of 100,000 bytes, and not for two.
    private static let limits: Limits = {
        var limits = Limits()
        limits.unfinishedBytesMax = 150_000
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

    @Test func refusesALongFrameByItsHeaderWhileOthersHoldTheRoom() throws {
        let (holder, late) = (machine(), machine())
        holder.receive(header(length: Self.longBytes, id: 1))
        late.receive(header(length: Self.longBytes, id: 7))

        #expect(holder.answers.isEmpty)
        let answer = try #require(late.answers.first)
        #expect(answer.streamID == 7)
        #expect(answer.status.code == .resourceExhausted)
        #expect(answer.status.reason == "SERVER_BUSY")
        #expect(answer.status.retryDelay == Self.limits.retryDelay)
    }

    @Test func readsOnBehindTheBodyThatItRefused() {
        let (holder, late) = (machine(), machine())
        holder.receive(header(length: Self.longBytes, id: 1))
        late.receive(header(length: Self.longBytes, id: 7))
        late.receive(Array(repeating: 9, count: Int(Self.longBytes)))
        late.receive(request(id: 9, payload: [4]))

        #expect(late.answers.count == 1)
        #expect(late.calls.map(\.streamID) == [9])
        #expect(late.closed == nil)
    }

    @Test func aShortFrameNeedsNoRoom() {
        let (holder, late) = (machine(), machine())
        holder.receive(header(length: UInt32(Self.limits.unfinishedBytesMax), id: 1))
        let short = request(id: 7, payload: Array(repeating: 1, count: 4_000))
        late.receive(Array(short.prefix(100)))
        late.receive(Array(short.dropFirst(100)))
        #expect(late.answers.isEmpty)
        #expect(late.calls.map(\.streamID) == [7])
    }

    @Test func aWholeFrameGivesItsRoomBack() {
        let (first, second) = (machine(), machine())
        let long = request(id: 1, payload: Array(repeating: 1, count: Int(Self.longBytes)))
        first.receive(Array(long.prefix(1000)))
        first.receive(Array(long.dropFirst(1000)))
        #expect(first.calls.count == 1)

        second.receive(header(length: Self.longBytes, id: 7))
        #expect(second.answers.isEmpty)
    }

    @Test(arguments: [true, false])
    func aConnectionThatEndsGivesItsRoomBack(byTime: Bool) {
        let (first, second) = (machine(), machine())
        first.receive(header(length: Self.longBytes, id: 1))
        if byTime {
            first.advance(by: Self.limits.frameTimeMax)
            #expect(first.closed == .frameTooSlow)
        } else {
            first.machine.close()
        }
        first.machine.close()

        second.receive(header(length: Self.longBytes, id: 7))
        #expect(second.answers.isEmpty)
        let third = machine()
        third.receive(header(length: Self.longBytes, id: 7))
        #expect(third.answers.count == 1, "what is given back is given back once")
    }

    @Test func aLongFrameHasNoMoreTimeThanAnother() {
        let connection = machine()
        let long = header(length: Self.longBytes, id: 1)
        connection.receive(Array(long.prefix(4)))
        connection.advance(by: Self.limits.frameTimeMax / 2)
        connection.receive(Array(long.dropFirst(4)))
        connection.advance(by: Self.limits.frameTimeMax / 2)
        #expect(connection.closed == .frameTooSlow)
    }

    @Test func theConnectionsOfAllLoopsShareTheRoom() async throws {
        try await TestServer.run(limits: Self.limits, loopCount: 2) { test in
            var peers: [RawPeer] = []
            for _ in 0..<4 { peers.append(try await RawPeer(to: test.address)) }
            // A call first, so that the holder's header is read before the others send theirs.
            try await peers[0].send(request(id: 1) + header(length: Self.longBytes, id: 3))
            _ = try await peers[0].answer()
            for peer in peers.dropFirst() {
                try await peer.send(header(length: Self.longBytes, id: 5))
                #expect(try await peer.status()?.reason == "SERVER_BUSY")
            }
            try await peers[1].send(Array(repeating: 0, count: Int(Self.longBytes)))
            try await peers[1].request(7, payload: [8])
            #expect(try await peers[1].payload() == [8])
        }
    }
}
