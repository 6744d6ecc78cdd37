/// Wakes one listener; rings that come while it is awake become one.
struct Bell: Sendable {
    /// One element for each time that it was rung since the last was taken.
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }
}
