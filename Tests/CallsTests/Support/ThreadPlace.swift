import EventLoop
import RPC
import TestKit

/// An executor whose thread a test can hold, and knows when it runs.
struct ThreadPlace: Sendable {
    let executor = ThreadTaskExecutor(name: "queries")

    /// Whether this code runs on the thread.
    var isHere: Bool { executor.thread.isOnThread }

    /// Runs nothing on the thread while the body lasts.
    func holding(_ body: () -> Void) { executor.thread.holding(body) }
}

/// Tells of each list of replies whether it was handed over on the thread.
final class PlaceSink: ReplySink {
    private let place: ThreadPlace
    private let places: AsyncStream<Bool>.Continuation

    init(place: ThreadPlace, places: AsyncStream<Bool>.Continuation) {
        self.place = place
        self.places = places
    }

    func deliver(_ replies: any ReplyBatch) {
        places.yield(place.isHere)
    }
}
