package import Notifications

/// Time zones without daylight saving, for the whole of time.
package struct FixedZones: ZoneRules {
    private let offsets: [String: Int]

    /// Takes seconds east of UTC by IANA name.
    package init(
        _ offsets: [String: Int] = [
            "UTC": 0, "Asia/Kuwait": 10_800, "Asia/Dubai": 14_400, "America/New_York": -18_000,
        ]
    ) {
        self.offsets = offsets
    }

    package func knows(zone: String) -> Bool { offsets[zone] != nil }

    package func offsetSeconds(zone: String, at moment: Timestamp) -> Int { offsets[zone] ?? 0 }
}
