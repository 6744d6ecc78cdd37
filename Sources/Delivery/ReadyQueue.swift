import Notifications

/// Due notifications that wait for a place among those in flight, each once.
struct ReadyQueue: Sendable {
    private var references: [NotificationReference] = []
    private var members: Set<NotificationReference> = []

    var count: Int { references.count }
    var isEmpty: Bool { references.isEmpty }

    /// Puts it last unless it waits already.
    mutating func append(_ reference: NotificationReference) {
        if members.insert(reference).inserted { references.append(reference) }
    }

    /// Takes out the ones to arm next, at most `countMax`: the order of choice is here alone.
    mutating func takeNext(_ countMax: Int) -> [NotificationReference] {
        let chosen = Array(references.prefix(max(countMax, 0)))
        references.removeFirst(chosen.count)
        members.subtract(chosen)
        return chosen
    }
}
