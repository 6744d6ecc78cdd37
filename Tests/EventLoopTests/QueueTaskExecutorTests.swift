import Dispatch
import EventLoop
import Testing

@Suite struct QueueTaskExecutorTests {
    private actor Elsewhere {
        func visit() {}
    }

    @Test func aTaskRunsOnTheQueueAndComesBackToItFromAnActor() async {
        let executor = QueueTaskExecutor(label: "tasks")
        let elsewhere = Elsewhere()
        await Task(executorPreference: executor) {
            dispatchPrecondition(condition: .onQueue(executor.queue))
            await elsewhere.visit()
            dispatchPrecondition(condition: .onQueue(executor.queue))
        }.value
    }

    @Test func tasksRunOneAfterTheOther() async {
        let executor = QueueTaskExecutor(label: "tasks")
        executor.queue.suspend()
        let (stream, order) = AsyncStream.makeStream(of: Int.self)
        for number in 0..<10 {
            Task(executorPreference: executor) { order.yield(number) }
        }
        executor.queue.resume()
        var seen: [Int] = []
        for await number in stream.prefix(10) { seen.append(number) }
        #expect(seen == Array(0..<10))
    }
}
