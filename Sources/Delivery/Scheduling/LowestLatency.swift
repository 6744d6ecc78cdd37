/// The lowest latency of the last minute, each being the mean of a few seconds' answers: what Meta takes
/// for an answer when it has nothing else to do.
///
/// A mean, because it is what Little's law asks for, and because one fast answer among slow ones says
/// nothing. The lowest, as TCP BBR keeps the lowest round-trip time
/// (<https://datatracker.ietf.org/doc/draft-ietf-ccwg-bbr/>): answers that are late because too many are
/// asked for at once must not be a reason to ask for more.
struct LowestLatency: Sendable {
    /// How far back it looks.
    static let memory = Duration.seconds(60)
    /// Answers before their mean counts.
    static let answersMin = 16
    /// How long answers are taken together, once there are enough.
    static let sliceTime = Duration.seconds(5)

    /// Answers that came together.
    private struct Slice {
        var beganAt: Duration
        var endedAt: Duration
        var sum = Duration.zero
        var count = 0

        var mean: Duration { sum / count }
    }

    /// Each later than the one before, and higher: one that a lower one followed is not the lowest again.
    private var slices: [Slice] = []
    private var current: Slice?

    /// nil: too few answers in the minute up to the last one.
    var value: Duration? {
        let whole = current.flatMap { $0.count >= Self.answersMin ? $0.mean : nil }
        return [slices.first?.mean, whole].compactMap(\.self).min()
    }

    /// An answer came at the uptime, so long after it was asked for.
    mutating func record(_ latency: Duration, at uptime: Duration) {
        if let slice = current, slice.count >= Self.answersMin,
            uptime - slice.beganAt >= Self.sliceTime
        {
            slices.removeAll { $0.mean >= slice.mean }
            slices.append(slice)
            current = nil
        }
        slices.removeAll { uptime - $0.endedAt > Self.memory }
        if let slice = current, uptime - slice.beganAt > Self.memory { current = nil }
        var slice = current ?? Slice(beganAt: uptime, endedAt: uptime)
        slice.sum += latency
        slice.count += 1
        slice.endedAt = uptime
        current = slice
    }
}
