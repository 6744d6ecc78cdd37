/// The control of the clock.
extension Platform {
    /// `GET /sandbox/clock`.
    var clock: JSON {
        let now = time.wall()
        return [
            "now": .string(ISOTime.text(now)),
            "unix_seconds": .number(now),
            "uptime_seconds": .number(time.uptime() / .seconds(1)),
            "scale": .integer(time.scale),
        ]
    }

    /// `POST /sandbox/clock`: moves the clock forward; whatever gets due by that is carried out.
    func advanceClock(_ request: GraphRequest) throws(GraphError) -> Answer {
        let fields = Fields(try request.members())
        try fields.allow(only: ["advance_seconds"])
        let bounds = 0...Limits.clockLeapSecondsMax
        guard let seconds = try fields.number("advance_seconds", in: bounds) else {
            throw .missing("advance_seconds")
        }
        time.advance(.seconds(seconds))
        alarms.ring()
        wakeSignal.signal()
        return Answer(body: clock)
    }
}
