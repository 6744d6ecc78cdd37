/// What a loop calls: fills the frames of calls, and looks at what was answered.
///
/// It knows no socket and no clock. A lane is a place for one call in flight: the calls of a lane
/// are made one after the other, each after the answer to the one before.
protocol Traffic {
    /// Appends the lane's next request as a frame; false: the lane has no more calls.
    mutating func appendCall(lane: Int, streamID: UInt32, to frames: inout [UInt8]) -> Bool

    /// Looks at the answer of OK that the lane's call got; gives the decision in it, if it is one.
    mutating func answered(lane: Int, bytes: [UInt8], payload: Range<Int>) -> DecisionScan?
}

extension Traffic {
    mutating func answered(lane: Int, bytes: [UInt8], payload: Range<Int>) -> DecisionScan? { nil }
}
