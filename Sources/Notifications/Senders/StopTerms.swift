/// How long a number stops for a cause, and how it goes on.
package struct StopTerms: Hashable, Sendable {
    /// The first stop; after a failed try it is twice as long.
    package var first: Duration
    /// No stop is longer.
    package var longest: Duration
    /// The messages that are tried one by one and have to succeed before it goes on; 0: it just goes
    /// on.
    package var probes: Int

    /// The terms of the cause.
    package init(of cause: SenderStop.Cause) {
        switch cause {
        case .failing: self.init(first: .seconds(15), longest: .seconds(300), probes: 3)
        case .credentials: self.init(first: .seconds(60), longest: .seconds(60), probes: 1)
        case .restricted, .refusing:
            self.init(first: .seconds(60), longest: .seconds(3_600), probes: 1)
        case .spam: self.init(first: .seconds(900), longest: .seconds(14_400), probes: 1)
        case .busy, .accountRate:
            self.init(first: .seconds(60), longest: .seconds(3_600), probes: 0)
        }
    }

    private init(first: Duration, longest: Duration, probes: Int) {
        self.first = first
        self.longest = longest
        self.probes = probes
    }
}
