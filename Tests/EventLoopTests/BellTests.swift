import Dispatch
import EventLoop
import TestKit
import Testing

@Suite struct BellTests {
    private let bell: Bell

    init() throws { bell = try Bell() }

    @Test func isNotRungForALoopThatDoesNotListen() {
        #expect(!bell.ring())
        #expect(bell.listen())
        bell.stopListening()
        #expect(!bell.ring())
    }

    @Test func endsTheWaitOfALoopThatListens() throws {
        let poller = try Poller(on: DispatchQueue(label: "unused"), bell: bell) {}
        #expect(poller.poll().isEmpty)
        #expect(bell.listen())

        #expect(bell.ring())

        #expect(poller.poll(millisecondsMax: .max).map(\.token) == [.bell])
        poller.cancel()
    }

    @Test func eachRingIsReportedOnce() throws {
        let poller = try Poller(on: DispatchQueue(label: "unused"), bell: bell) {}
        for _ in 1...3 {
            #expect(bell.listen())
            #expect(bell.ring())
            #expect(poller.poll().count == 1)
            #expect(poller.poll().isEmpty)
        }
        poller.cancel()
    }

    @Test func aVisitEndsTheWaitAndTheNextOneDoesNotBegin() throws {
        let poller = try Poller(on: DispatchQueue(label: "unused"), bell: bell) {}
        #expect(bell.listen())

        bell.visit()

        #expect(poller.poll(millisecondsMax: .max).count == 1)
        bell.stopListening()
        #expect(!bell.listen())
        #expect(bell.listen(), "the queue was left once")
        poller.cancel()
    }

    @Test func aVisitBeforeTheLoopListensIsNotForgotten() {
        bell.visit()
        bell.stopListening()
        #expect(!bell.listen())
        #expect(bell.listen())
    }

    /// Waits on its set for as long as nobody visits.
    private actor Waiter: QueueActor {
        nonisolated let bell: Bell
        nonisolated let executor: QueueExecutor
        private var poller: Poller?
        private(set) var visits = 0

        init(_ bell: Bell) {
            self.bell = bell
            executor = QueueExecutor(label: "waiter", target: nil, bell: bell)
        }

        func start() throws {
            poller = try Poller(on: executor.queue, bell: bell) {}
            executor.queue.async { self.assumeIsolated { $0.wait() } }
        }

        func visit() { visits += 1 }

        func stop() {
            poller?.cancel()
            poller = nil
        }

        private func wait() {
            guard let poller else { return }
            if bell.listen() { _ = poller.poll(millisecondsMax: .max) }
            bell.stopListening()
            executor.queue.async { self.assumeIsolated { $0.wait() } }
        }
    }

    @Test func jobsOfAnActorVisitIt() async throws {
        let waiter = Waiter(bell)
        try await waiter.start()
        for _ in 1...100 { await waiter.visit() }
        #expect(await waiter.visits == 100)
        await waiter.stop()
    }
}
