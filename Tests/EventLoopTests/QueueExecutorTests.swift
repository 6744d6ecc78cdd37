import Dispatch
import EventLoop
import TestKit
import Testing

@Suite struct QueueExecutorTests {
    private actor Home: QueueActor {
        nonisolated let executor = QueueExecutor(label: "home")
        private(set) var count = 0

        func add() {
            dispatchPrecondition(condition: .onQueue(executor.queue))
            count += 1
        }
    }

    @Test func anActorRunsOnItsQueue() async {
        let home = Home()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { await home.add() } }
        }
        #expect(await home.count == 100)
    }

    @Test func aBlockOnTheQueueIsInsideTheActor() async {
        let home = Home()
        home.executor.queue.async { home.assumeIsolated { $0.add() } }
        #expect(await eventually { await home.count == 1 })
    }
}
