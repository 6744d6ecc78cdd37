import Dispatch
import EventLoop
import RPC

/// An executor whose queue a test can hold, and knows when it runs.
struct QueuePlace: Sendable {
    let executor = QueueTaskExecutor(label: "queries")
    private let mark = DispatchSpecificKey<Bool>()

    init() {
        executor.queue.setSpecific(key: mark, value: true)
    }

    /// Whether this code runs on the queue.
    var isHere: Bool { DispatchQueue.getSpecific(key: mark) ?? false }

    /// Runs nothing on the queue while the body lasts.
    func holding(_ body: () -> Void) {
        executor.queue.suspend()
        defer { executor.queue.resume() }
        body()
    }
}

/// Tells of each list of replies whether it was handed over on the queue.
final class PlaceSink: ReplySink {
    private let place: QueuePlace
    private let places: AsyncStream<Bool>.Continuation

    init(place: QueuePlace, places: AsyncStream<Bool>.Continuation) {
        self.place = place
        self.places = places
    }

    func deliver(_ replies: ReplyBatch) {
        places.yield(place.isHere)
    }
}
