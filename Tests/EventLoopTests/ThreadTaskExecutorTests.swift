import EventLoop
import TestKit
import Testing

@Suite struct ThreadTaskExecutorTests {
    private actor Elsewhere {
        func visit() {}
    }

    @Test func aTaskRunsOnTheThreadAndComesBackToItFromAnActor() async {
        let executor = ThreadTaskExecutor(name: "tasks")
        let elsewhere = Elsewhere()
        await Task(executorPreference: executor) {
            executor.thread.checkIsolated()
            await elsewhere.visit()
            executor.thread.checkIsolated()
        }.value
    }

    @Test func tasksRunOneAfterTheOther() async {
        let executor = ThreadTaskExecutor(name: "tasks")
        let (stream, order) = AsyncStream.makeStream(of: Int.self)
        executor.thread.holding {
            for number in 0..<10 {
                Task(executorPreference: executor) { order.yield(number) }
            }
        }
        var seen: [Int] = []
        for await number in stream.prefix(10) { seen.append(number) }
        #expect(seen == Array(0..<10))
    }
}
