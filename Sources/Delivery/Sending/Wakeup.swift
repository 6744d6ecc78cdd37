/// Wakes one listener; signals that come while it is awake become one.
struct Wakeup: Sendable {
    /// One element for each time that it was signalled since the last was taken.
    let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (signals, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func signal() { continuation.yield() }
}
