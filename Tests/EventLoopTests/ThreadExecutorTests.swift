import CLinux
import EventLoop
import Synchronization
import TestKit
import Testing

@Suite struct ThreadExecutorTests {
    private actor Home: ThreadActor {
        nonisolated let executor = ThreadExecutor(name: "home")
        private(set) var count = 0
        private(set) var threads: Set<UInt64> = []

        func add() {
            count += 1
            threads.insert(linux_this_thread())
        }
    }

    @Test func anActorRunsOnItsOneThread() async {
        let home = Home()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { await home.add() } }
        }
        #expect(await home.count == 100)
        #expect(await home.threads.count == 1)
        #expect(await !home.threads.contains(linux_this_thread()))
    }

    @Test func workThatIsHandedInIsInsideTheActorAndKeepsItsOrder() async {
        let home = Home()
        let order = Mutex<[Int]>([])
        for number in 0..<50 {
            home.executor.run {
                home.assumeIsolated { $0.add() }
                order.withLock { $0.append(number) }
            }
        }
        #expect(await home.count == 50)
        #expect(order.withLock { $0 } == Array(0..<50))
    }

    @Test func whatWasHandedInIsDoneBeforeTheEnd() async {
        let done = Atomic<Bool>(false)
        ThreadExecutor(name: "short").run { done.store(true, ordering: .relaxed) }
        #expect(await eventually { done.load(ordering: .relaxed) })
    }

    @Test(arguments: [ThreadPriority.normal, .low])
    func runsAtThePriorityThatItWasGiven(priority: ThreadPriority) async {
        let executor = ThreadExecutor(name: "nice", priority: priority)
        let nice = await withCheckedContinuation { continuation in
            executor.run { continuation.resume(returning: linux_nice_of_this_thread()) }
        }
        #expect(nice - linux_nice_of_this_thread() == priority.rawValue)
    }

    @Test func blocksTheSignalsOfTheProcess() async {
        let executor = ThreadExecutor(name: "signals")
        let blocked = await withCheckedContinuation { continuation in
            executor.run {
                var mask = sigset_t()
                unsafe pthread_sigmask(SIG_SETMASK, nil, &mask)
                let found = [SIGTERM, SIGINT, SIGSEGV].map { unsafe sigismember(&mask, $0) == 1 }
                continuation.resume(returning: found)
            }
        }
        #expect(blocked == [true, true, false])
    }
}
