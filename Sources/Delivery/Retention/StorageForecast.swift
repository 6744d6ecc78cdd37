import Notifications

/// When the store will be full, by how it grew.
///
/// Pure: moments come from outside, on a clock that never goes back.
struct StorageForecast {
    /// How long a growth is measured over at most.
    static let span = Duration.days(1)
    /// How long before anything is said.
    static let spanMin = Duration.seconds(3_600)
    /// How far apart samples are kept.
    static let interval = Duration.seconds(900)

    private struct Sample {
        let at: Duration
        let bytes: Int
    }

    /// Oldest first; the first is as old as the span at most, or the last one before it.
    private var samples: [Sample] = []

    /// Takes the bytes in use at a moment, counted from any start.
    mutating func add(usedBytes bytes: Int, at moment: Duration) {
        if let last = samples.last, moment - last.at < Self.interval { return }
        samples.append(Sample(at: moment, bytes: bytes))
        while samples.count > 2, moment - samples[1].at >= Self.span { samples.removeFirst() }
    }

    /// Bytes that it grew by in a day, by the last day or what is known of it; nil: too little is known.
    func bytesPerDay(usedBytes bytes: Int, at moment: Duration) -> Double? {
        guard let first = samples.first, moment - first.at >= Self.spanMin else { return nil }
        return Double(bytes - first.bytes) / ((moment - first.at) / Self.span)
    }

    /// Days until no byte more fits; nil: it does not grow, or too little is known.
    func daysUntilFull(
        _ figures: StoreFigures, diskFreeBytes: Int?, at moment: Duration
    ) -> Double? {
        guard let growth = bytesPerDay(usedBytes: figures.usedBytes, at: moment), growth > 0 else {
            return nil
        }
        let room = min(diskFreeBytes ?? .max, figures.growthBytesMax)
        return Double(figures.reusableBytes + room) / growth
    }
}
