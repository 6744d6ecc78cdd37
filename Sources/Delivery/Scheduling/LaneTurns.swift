import Notifications

/// Shares a sender number's tokens among the lanes that have work, by their weights.
///
/// In a round each lane has as many turns as it weighs; the lanes of more weight use theirs first. So
/// a message that arrives in an empty lane goes next, and the least lane waits two rounds at most: 40
/// tokens.
struct LaneTurns: Sendable {
    private var left = Self.round

    private static let round = Lane.allCases.map(\.weight)

    /// The lane whose turn it is among these; nil if there is none.
    mutating func next(among lanes: Set<Lane>) -> Lane? {
        if lanes.isEmpty { return nil }
        if let lane = first(among: lanes) { return lane }
        left = Self.round
        return first(among: lanes)
    }

    /// The lane used its turn.
    mutating func spend(_ lane: Lane) { left[lane.rawValue] -= 1 }

    private func first(among lanes: Set<Lane>) -> Lane? {
        Lane.allCases.first { lanes.contains($0) && left[$0.rawValue] > 0 }
    }
}
