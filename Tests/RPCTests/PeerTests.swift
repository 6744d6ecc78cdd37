import Testing
import Time

@testable import RPC

struct PeerTests {
    @Test(
        arguments: [
            (.tcp(address: "[::1]:7070"), "[::1]:7070"),
            (.unix(user: 0, process: 12), "unix user 0 process 12"),
            (.unix(user: 1_000, process: nil), "unix user 1000"),
            (.unix(user: nil, process: nil), "unix"),
        ] as [(Peer, String)])
    func aLineOfTheLogTellsWhatTheKernelSays(peer: Peer, line: String) {
        #expect(peer.description == line)
    }

    @Test func aBatchKnowsTheCallerOfEachCall() {
        let peers = [Peer.tcp(address: "127.0.0.1:1"), .unix(user: 7, process: 12)]
        let payload: [UInt8] = [1]
        var batch = CallBatch()
        for round in 0..<2 {
            for connection in [0, 0, 1, 0] {
                let tag = CallTag(connection: UInt64(connection), serial: 1, streamID: 1)
                batch.add(
                    method: 0, payload: payload.span, deadline: .distantFuture, tag: tag,
                    from: peers[connection])
            }
            let callers = batch.calls.map { batch.peer(of: $0) }
            #expect(callers == [peers[0], peers[0], peers[1], peers[0]], "round \(round)")
            batch.removeAll()
        }
    }
}
