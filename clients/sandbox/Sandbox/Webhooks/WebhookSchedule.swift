/// When which webhook is sent: a pure machine over lanes.
///
/// A lane holds the events of one message, or one management event. Its events go out one after
/// another, each only when the one before it was acknowledged or given up; lanes do not wait for
/// each other. Time is a parameter.
struct WebhookSchedule: Sendable {
    typealias LaneID = Int

    private struct Lane: Sendable {
        let destination: WebhookDestination
        var events: ArraySlice<WebhookEvent>
        var failures = 0
        /// When the first event in the lane was tried first.
        var firstTry: Duration?
    }

    private struct Turn: Comparable, Sendable {
        let due: Duration
        let lane: LaneID

        static func < (one: Turn, other: Turn) -> Bool {
            (one.due, one.lane) < (other.due, other.lane)
        }
    }

    /// A webhook is given up after this time, as Meta does.
    static let givenUpAfter: Duration = .seconds(7 * 24 * 3_600)

    private var lanes: [LaneID: Lane] = [:]
    private var turns = MinimumHeap<Turn>()
    /// Lanes whose turn came while their destination had no verified callback.
    private var parked: [WebhookDestination: [LaneID]] = [:]
    private var nextLane: LaneID = 1
    private(set) var inFlight = 0
    /// Events that were neither acknowledged nor given up.
    private(set) var pending = 0
    private let lanesMax: Int
    private let gaps: RetryGaps

    init(lanesMax: Int = Limits.webhookLanesMax, gaps: RetryGaps = .webhook()) {
        self.lanesMax = lanesMax
        self.gaps = gaps
    }

    /// When the next lane has its turn; `nil` if none waits for time to pass.
    var nextDue: Duration? { turns.first?.due }

    /// Appends a lane; returns false, and keeps nothing, if there are too many.
    mutating func add(
        _ events: [WebhookEvent], for destination: WebhookDestination
    ) -> Bool {
        guard let first = events.first else { return true }
        guard lanes.count < lanesMax else { return false }
        lanes[nextLane] = Lane(destination: destination, events: events[...])
        turns.insert(Turn(due: first.due, lane: nextLane))
        nextLane += 1
        pending += events.count
        return true
    }

    /// An event whose turn it is.
    struct Taken: Sendable {
        let lane: LaneID
        let destination: WebhookDestination
        let event: WebhookEvent
        /// How often the event was tried before.
        let failures: Int
    }

    /// The next event that is due and whose destination can be told, left in its place.
    ///
    /// Lanes of other destinations are set aside until ``unpark(now:where:)``.
    mutating func next(now: Duration, isOpen: (WebhookDestination) -> Bool) -> Taken? {
        while let turn = turns.first, turn.due <= now {
            guard let lane = lanes[turn.lane], let event = lane.events.first else {
                _ = turns.removeFirst()
                continue
            }
            guard isOpen(lane.destination) else {
                _ = turns.removeFirst()
                parked[lane.destination, default: []].append(turn.lane)
                continue
            }
            return Taken(
                lane: turn.lane, destination: lane.destination, event: event,
                failures: lane.failures)
        }
        return nil
    }

    /// Starts a try of the event that ``next(now:isOpen:)`` has just returned.
    mutating func begin(_ taken: Taken, now: Duration) {
        precondition(turns.first?.lane == taken.lane, "the lane that has its turn is tried")
        _ = turns.removeFirst()
        if lanes[taken.lane]?.firstTry == nil { lanes[taken.lane]?.firstTry = now }
        inFlight += 1
    }

    /// What became of an event that was taken.
    enum Outcome: Sendable {
        case acknowledged, retried, givenUp
    }

    /// Ends a try: the lane goes on, waits for the next try, or gives the event up.
    ///
    /// Returns `nil` if the lane was forgotten while the try was under way.
    mutating func finish(_ id: LaneID, isAcknowledged: Bool, now: Duration) -> Outcome? {
        inFlight -= 1
        guard var lane = lanes[id] else { return nil }
        let isLate = now - (lane.firstTry ?? now) >= Self.givenUpAfter
        guard isAcknowledged || isLate else {
            lane.failures += 1
            lanes[id] = lane
            turns.insert(Turn(due: now + gaps.gap(after: lane.failures), lane: id))
            return .retried
        }
        lane.events.removeFirst()
        pending -= 1
        lane.failures = 0
        lane.firstTry = nil
        lanes[id] = lane.events.isEmpty ? nil : lane
        if let next = lane.events.first {
            turns.insert(Turn(due: max(next.due, now), lane: id))
        }
        return isAcknowledged ? .acknowledged : .givenUp
    }

    /// Gives the lanes of destinations their turn whose callback is verified by now.
    mutating func unpark(now: Duration, where isOpen: (WebhookDestination) -> Bool) {
        for destination in parked.keys.filter(isOpen) {
            for id in parked.removeValue(forKey: destination) ?? [] {
                turns.insert(Turn(due: now, lane: id))
            }
        }
    }

    /// Forgets every lane; tries under way still end by ``finish(_:isAcknowledged:now:)``.
    mutating func removeAll() {
        lanes = [:]
        turns = MinimumHeap()
        parked = [:]
        pending = 0
    }
}
