import Notifications
import Synchronization
import Testing

@testable import GraphClient

/// What the promise "never a blind second send" needs of the client, shown at the peer.
@Suite struct NeverTwiceTests {
    /// Ways to end a connection before the request was read whole.
    enum EarlyEnd: CaseIterable, Sendable {
        case atOnce, atOnceWithAReset, afterTheHead

        /// Ends the connection; what came of the body, as far as it was read.
        func happen(to connection: PeerConnection) -> String {
            switch self {
            case .atOnce: break
            case .atOnceWithAReset:
                connection.reset()
                return ""
            case .afterTheHead: connection.readHead()
            }
            connection.finishWriting()
            return connection.readToEnd()
        }
    }

    @Test(arguments: EarlyEnd.allCases)
    func claimsThatNothingWasSentOnlyWhereNoByteOfTheBodyCame(end: EarlyEnd) async throws {
        for _ in 0..<40 {
            let received = Mutex("")
            let ended = AsyncStream<Void>.makeStream()
            try await withPeer { connection in
                let body = end.happen(to: connection)
                received.withLock { $0 += body }
                ended.continuation.yield()
            } _: { _, connection in
                let result = await GraphSender(connection).send(outbound(), from: account)

                #expect(result.kind == .unknown || result.kind == .notSent)
                if result.kind == .notSent {
                    for await _ in ended.stream { break }
                    #expect(!received.withLock { $0.contains("biz_opaque_callback_data") })
                }
            }
        }
    }

    @Test func repeatsNothingOnAKeptConnectionThatThePeerCloses() async throws {
        let accepts = Atomic(0)
        try await withPeer { connection in
            let isFirst = accepts.wrappingAdd(1, ordering: .relaxed).oldValue == 0
            connection.answering("200 OK", acceptedBody)
            // The second request on the kept connection gets its end instead of an answer.
            if isFirst { connection.readRequest() } else { connection.answering("200 OK", "{}") }
        } _: { peer, connection in
            let sender = GraphSender(connection)
            #expect(await sender.send(outbound(token: "first"), from: account) == accepted)

            let result = await sender.send(outbound(token: "second"), from: account)

            #expect(result.kind == .unknown)
            #expect(peer.requests.filter { $0.body.contains("second") }.count == 1)
        }
    }

    @Test func countsAtMostOneRequestForEachSendWhileThePeerClosesAtRandom() async throws {
        try await withPeer { connection in
            // Closes after each answer without saying so: the pool may hold a dead connection.
            connection.answering("200 OK", acceptedBody)
        } _: { peer, connection in
            let sender = GraphSender(connection)
            var results: [String: SendResult] = [:]
            for number in 0..<100 {
                let token = "send-\(number)."
                results[token] = await sender.send(outbound(token: token), from: account)
            }

            for (token, result) in results {
                let count = peer.requests.filter { $0.body.contains(token) }.count
                switch result.kind {
                case .accepted: #expect(count == 1)
                case .notSent: #expect(count == 0)
                case .unknown: #expect(count <= 1)
                case .refused: Issue.record("nothing was refused")
                }
            }
        }
    }
}
