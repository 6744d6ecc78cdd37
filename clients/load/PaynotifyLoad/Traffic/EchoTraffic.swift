import Messages
import RPC

/// Health/Check: the connection server without the store.
struct EchoTraffic: Traffic, Sendable {
    private let template: FrameTemplate

    init(_ shape: LoadShape) throws {
        template = try FrameTemplate(.check, HealthCheckRequest(), deadline: shape.deadline)
    }

    mutating func appendCall(lane: Int, streamID: UInt32, to frames: inout [UInt8]) -> Bool {
        _ = template.append(to: &frames, streamID: streamID)
        return true
    }
}
