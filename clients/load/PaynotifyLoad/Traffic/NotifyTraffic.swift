import Messages
import RPC

/// NotifyStateChange over sessions that are enabled: the mix of states that a checkout makes.
///
/// Each lane keeps some sessions open and calls for one of them at random, so the calls of a session
/// lie apart as they do in life, and each is made after the answer to the one before.
struct NotifyTraffic: Traffic, Sendable {
    /// A session that a lane keeps open.
    private struct Open {
        /// Below 0: there is none.
        var number = -1
        var path = 0
        var step = 0
        /// The next call repeats the last one.
        var repeats = false
    }

    /// The frames of a state, and where each call overwrites them.
    private struct StateFrame {
        let template: FrameTemplate
        let merchant: Int
        let session: Int
        let event: Int

        init(_ state: PaymentState, _ deadline: Duration) throws {
            template = try FrameTemplate(
                .notifyStateChange,
                NotifyStateChangeRequest(
                    merchantID: SessionNames.merchantPlace, sessionID: FrameTemplate.sessionPlace,
                    state: state, eventID: FrameTemplate.eventPlace), deadline: deadline)
            merchant = template.place(of: SessionNames.merchantPlace) + 5
            session = template.place(of: FrameTemplate.sessionPlace)
            event = template.place(of: FrameTemplate.eventPlace)
        }
    }

    private let names: SessionNames
    private let supply: SessionSupply
    /// By path and step.
    private let frames: [[StateFrame]]
    /// ``openPerLane`` for each lane.
    private var open: [Open]
    private var random: NumberMixer

    /// Sessions that each lane keeps open.
    static let openPerLane = 16

    init(
        _ shape: LoadShape, _ names: SessionNames, _ supply: SessionSupply, loop: Int = 0
    ) throws {
        self.names = names
        self.supply = supply
        frames = try CheckoutMix.paths.map {
            try $0.states.map { try StateFrame($0, shape.deadline) }
        }
        open = Array(repeating: Open(), count: shape.lanes(ofLoop: loop) * Self.openPerLane)
        random = NumberMixer(seed: names.seed &+ UInt64(loop))
    }

    mutating func appendCall(lane: Int, streamID: UInt32, to bytes: inout [UInt8]) -> Bool {
        guard let place = place(lane) else { return false }
        let session = open[place]
        let frame = frames[session.path][session.step]
        let start = frame.template.append(to: &bytes, streamID: streamID)
        bytes.overwrite(
            at: start + frame.merchant, digits: 3, of: names.merchant(ofSession: session.number))
        bytes.overwrite(at: start + frame.session, with: names.session(session.number))
        bytes.overwrite(
            at: start + frame.event,
            with: names.event(ofSession: session.number, step: session.step))
        advance(place)
        return true
    }

    mutating func answered(lane: Int, bytes: [UInt8], payload: Range<Int>) -> DecisionScan? {
        DecisionScan(bytes, payload)
    }

    /// A place of the lane with a session that has a call left; nil: all are through.
    private mutating func place(_ lane: Int) -> Int? {
        let first = lane * Self.openPerLane
        let draw = Int(random.next() % UInt64(Self.openPerLane))
        for turn in 0..<Self.openPerLane {
            let place = first + (draw + turn) % Self.openPerLane
            if open[place].number < 0, let number = supply.take() {
                open[place] = Open(
                    number: number, path: CheckoutMix.path(of: number, seed: names.seed))
            }
            if open[place].number >= 0 { return place }
        }
        return nil
    }

    /// Goes on to the session's next call.
    private mutating func advance(_ place: Int) {
        if !open[place].repeats,
            random.next() % 100 < UInt64(CheckoutMix.repeatedPercent)
        {
            open[place].repeats = true
            return
        }
        open[place].repeats = false
        open[place].step += 1
        if open[place].step == frames[open[place].path].count { open[place].number = -1 }
    }
}
