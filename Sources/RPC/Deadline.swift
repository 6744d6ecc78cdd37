package import Time

/// Between the time left for a call, as the wire has it, and the moment when it is up.
package enum Deadline {
    /// The moment when a call's time is up; nil if the caller set no deadline.
    ///
    /// In the envelope, 0 means none and a negative value has passed already. The time counts from
    /// the arrival of the frame's last byte.
    package static func moment(timeoutNanoseconds: Int64, arrival: Moment) -> Moment? {
        timeoutNanoseconds == 0
            ? nil : arrival.advanced(byNanoseconds: max(timeoutNanoseconds, 0))
    }

    /// The time left as the envelope has it; nil is no deadline.
    ///
    /// What is not positive becomes -1, as 0 would mean none; what is longer than 292 years becomes
    /// 292 years.
    package static func timeoutNanoseconds(_ timeout: Duration?) -> Int64 {
        guard let timeout else { return 0 }
        return timeout > .zero ? max(1, timeout.wholeNanoseconds) : -1
    }
}
