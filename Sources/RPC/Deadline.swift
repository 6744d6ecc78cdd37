/// Between the time left for a call, as the wire has it, and the instant when it is up.
package enum Deadline {
    /// The instant when a call's time is up; nil if the caller set no deadline.
    ///
    /// In the envelope, 0 means none and a negative value has passed already. The time counts from
    /// the arrival of the frame's last byte.
    package static func instant(
        timeoutNanoseconds: Int64, arrival: ContinuousClock.Instant
    ) -> ContinuousClock.Instant? {
        // An Int64 of nanoseconds is 292 years: far within what an instant holds.
        timeoutNanoseconds == 0
            ? nil : arrival.advanced(by: .nanoseconds(max(timeoutNanoseconds, 0)))
    }

    /// The time left as the envelope has it; nil is no deadline.
    ///
    /// What is not positive becomes -1, as 0 would mean none; what is longer than 292 years becomes
    /// 292 years.
    package static func timeoutNanoseconds(_ timeout: Duration?) -> Int64 {
        guard let timeout else { return 0 }
        guard timeout > .zero else { return -1 }
        guard timeout < .nanoseconds(Int64.max) else { return .max }
        let (seconds, attoseconds) = timeout.components
        return max(1, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
