import Messages
import Notifications
import RPC
import SQLiteStore
import Synchronization
import TestKit
import Testing
import Time

@testable import Calls

struct QueryQueueTests {
    private final class Running: Sendable {
        let count = Atomic(0)
    }

    private static let list = ListNotificationsRequest(merchantID: "shop")

    @Test func asksNothingButOnTheExecutorOfTheQueries() async {
        // given
        let (store, place) = (ScriptedStore(), ThreadPlace())
        let bench = Bench(store, queriesOn: place.executor)
        // when
        place.holding {
            bench.handle([RPCRequest(.listNotifications, Self.list)])
            // then
            #expect(store.queries.isEmpty)
        }
        #expect(await bench.sink.next()?.count == 1)
        #expect(store.queries.count == 1)
    }

    @Test func comesBackFromTheReaderToMakeTheReply() async throws {
        // given
        let folder = try TemporaryFolder()
        try await withStore(.fixture(in: folder, clock: ManualClock())) { store in
            let place = ThreadPlace()
            let (stream, places) = AsyncStream.makeStream(of: Bool.self)
            let bench = Bench(store, queriesOn: place.executor)
            // when
            bench.handle(
                [RPCRequest(.listNotifications, Self.list)],
                for: PlaceSink(place: place, places: places))
            // then
            #expect(await stream.first { _ in true } == true)
        }
    }

    @Test func commandsDoNotWaitForQueries() async {
        // given
        let store = ScriptedStore { _ in .success(.decided(Sample.decision)) }
        let place = ThreadPlace()
        let bench = Bench(store, queriesOn: place.executor)
        // when
        place.holding {
            bench.handle([
                RPCRequest(.listNotifications, Self.list),
                RPCRequest(.notifyStateChange, Sample.notify),
            ])
            // then
            #expect(store.batches.map(\.count) == [1])
            #expect(store.queries.isEmpty)
        }
        #expect(await bench.sink.next()?.map(\.0) == [.number(1)])
        #expect(await bench.sink.next()?.map(\.0) == [.number(0)])
    }

    @Test func dropsAQueryWhoseTimeIsUpWhenItsTurnComes() async {
        // given
        let (store, place) = (ScriptedStore(), ThreadPlace())
        let bench = Bench(store, queriesOn: place.executor)
        // when
        place.holding {
            bench.handle([
                RPCRequest(.listNotifications, Self.list, deadline: bench.now + .seconds(5))
            ])
            bench.clock.advance(by: .seconds(5))
        }
        let reply = await bench.sink.next()?.first?.1
        // then
        guard case .failure(let status)? = reply else {
            Issue.record("answered: \(String(describing: reply))")
            return
        }
        #expect(status.code == .deadlineExceeded)
        #expect(store.queries.isEmpty)
        #expect(bench.refusals.reasons == ["DEADLINE_EXCEEDED"])
    }

    @Test func answersEachQueryOfALongBatch() async {
        // given
        let place = ThreadPlace()
        let bench = Bench(ScriptedStore(), queriesOn: place.executor)
        let query = RPCRequest(.listNotifications, Self.list)
        // when
        place.holding { bench.handle(Array(repeating: query, count: 100)) }
        var tags: Set<CallTag> = []
        while tags.count < 100, let replies = await bench.sink.next() {
            tags.formUnion(replies.map(\.0))
        }
        // then
        #expect(tags == Set((0..<100).map { .number($0) }))
    }

    @Test func runsAFewAtOnceAndStartsThemInTheirOrder() async {
        // given
        let place = ThreadPlace()
        let queue = QueryQueue(on: place.executor, runningMax: 4)
        let running = Running()
        let (stream, starts) = AsyncStream.makeStream(of: (number: Int, running: Int).self)
        // when
        place.holding {
            for number in 0..<20 {
                queue.add(of: Self.asker(1)) {
                    starts.yield(
                        (number, running.count.wrappingAdd(1, ordering: .relaxed).newValue))
                    for _ in 0..<5 { await Task.yield() }
                    running.count.wrappingSubtract(1, ordering: .relaxed)
                }
            }
        }
        var seen: [(number: Int, running: Int)] = []
        for await start in stream.prefix(20) { seen.append(start) }
        // then
        #expect(seen.map(\.number) == Array(0..<20))
        #expect(seen.map(\.running).max() == 4)
    }

    private static func asker(_ connection: UInt64) -> QueryQueue.Asker {
        QueryQueue.Asker(loop: ObjectIdentifier(QueryQueue.self), connection: connection)
    }

    @Test func whoAsksForMuchWaitsForItself() async {
        // given
        let place = ThreadPlace()
        let queue = QueryQueue(on: place.executor, runningMax: 4)
        let (stream, starts) = AsyncStream.makeStream(of: UInt64.self)
        // when
        place.holding {
            for asker in [1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3] as [UInt64] {
                queue.add(of: Self.asker(asker)) { starts.yield(asker) }
            }
        }
        var seen: [UInt64] = []
        for await asker in stream.prefix(11) { seen.append(asker) }
        // then
        #expect(seen == [1, 2, 3, 1, 3, 1, 1, 1, 1, 1, 1])
    }
}
