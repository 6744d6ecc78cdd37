import Messages
import RPC

/// GetSession on enabled sessions, drawn at random.
struct ReadTraffic: Traffic, Sendable {
    private let names: SessionNames
    private let sessions: Range<Int>
    private let template: FrameTemplate
    private let merchant: Int
    private let session: Int
    private var random: NumberMixer

    init(
        _ names: SessionNames, _ sessions: Range<Int>, _ shape: LoadShape, loop: Int = 0
    ) throws {
        precondition(!sessions.isEmpty, "there is a session to read")
        self.names = names
        self.sessions = sessions
        template = try FrameTemplate(
            .getSession,
            GetSessionRequest(
                merchantID: SessionNames.merchantPlace, sessionID: FrameTemplate.sessionPlace),
            deadline: shape.deadline)
        merchant = template.place(of: SessionNames.merchantPlace) + 5
        session = template.place(of: FrameTemplate.sessionPlace)
        random = NumberMixer(seed: names.seed &+ UInt64(loop))
    }

    mutating func appendCall(lane: Int, streamID: UInt32, to bytes: inout [UInt8]) -> Bool {
        let number = sessions.lowerBound + Int(random.next() % UInt64(sessions.count))
        let start = template.append(to: &bytes, streamID: streamID)
        bytes.overwrite(at: start + merchant, digits: 3, of: names.merchant(ofSession: number))
        bytes.overwrite(at: start + session, with: names.session(number))
        return true
    }
}
