import Foundation

/// The time that daemon and sandbox share: it agrees with the world's at the origin, and goes faster.
struct SoakClock: Hashable, Sendable {
    var scale: Double
    /// Seconds since 1970.
    var origin: Double

    init(scale: Double, origin: Double = Date().timeIntervalSince1970.rounded(.down)) {
        self.scale = scale
        self.origin = origin
    }

    /// As the programs' option takes it.
    var option: [String] { ["--time-scale", "\(scale)@\(origin)"] }

    func nowMilliseconds() -> Int64 {
        Int64((origin + (Date().timeIntervalSince1970 - origin) * scale) * 1_000)
    }

    /// A clock that is ahead of this one by so many scaled seconds.
    func ahead(by seconds: Double) -> SoakClock {
        SoakClock(scale: scale, origin: origin - seconds / (scale - 1))
    }
}
