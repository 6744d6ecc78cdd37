/// Where the Graph API is and how much of it is used at once.
package struct GraphOptions: Hashable, Sendable {
    /// Scheme, host and, if need be, port and path; `http` only for a loopback host.
    package var baseURL = "https://graph.facebook.com"
    /// The version of the Graph API that paynotify speaks: the newest that Meta documents as stable.
    ///
    /// Source: the Graph API's changelog, v26.0 of 2026-07-29.
    package static let defaultVersion = "v26.0"

    /// Such as ``defaultVersion``.
    package var version = Self.defaultVersion
    /// Requests under way at the same time, and connections kept for them; one more is not sent.
    package var requestsInFlightMax = 64
    /// For the whole exchange, from the call to the last byte of the answer.
    package var exchangeTimeout: Duration = .seconds(30)
    /// For a connection to be there: made, or free in the pool.
    package var connectTimeout: Duration = .seconds(5)
    /// Between two pieces of an answer, and before the first.
    package var readTimeout: Duration = .seconds(20)
    /// For a connection without a request; well below the 60 seconds that servers commonly keep one.
    package var idleConnectionTimeout: Duration = .seconds(15)
    /// Bytes of an answer's body that are read.
    package var answerBytesMax = 1 << 20

    /// Seconds that Meta is left alone for at most when it asks for it.
    package var retryAfterSecondsMax = 3_600

    package init() {}
}

/// An option that cannot be used.
package struct InvalidGraphOption: Error, Hashable, Sendable {
    /// The option's name.
    package let option: String
    /// What would be accepted.
    package let rule: String
}
