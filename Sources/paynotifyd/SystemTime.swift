import Foundation
import Notifications

/// The machine's clock.
struct SystemWallClock: WallClock {
    var scale = TimeScale.real

    func now() -> Timestamp {
        Timestamp(milliseconds: Int64(scale.scaled(Date().timeIntervalSince1970) * 1_000))
    }
}

/// The zones that Foundation knows.
struct SystemZones: ZoneRules {
    /// Whether Foundation has found the tables: without them it knows no zone at all.
    var areThere: Bool {
        offsetSeconds(zone: "Asia/Kuwait", at: Timestamp(milliseconds: 0)) == 3 * 3_600
    }

    func knows(zone: String) -> Bool { TimeZone(identifier: zone) != nil }

    func offsetSeconds(zone: String, at moment: Timestamp) -> Int {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
        return TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0
    }
}
