import Foundation

/// How long a send call waits for its answer: a lognormal distribution by two of its points.
struct Latency: Sendable, Hashable {
    /// Half of the calls take no longer.
    let p50: Duration
    /// Ninety-nine of a hundred take no longer.
    let p99: Duration

    /// Both points, or refuses them with code 100.
    init(p50: Duration, p99: Duration) throws(GraphError) {
        guard p50 > .zero, p50 <= p99, p99 <= Limits.latencyMax else {
            throw .invalid("the latency's p50 must be above 0, at most its p99, and that 10 min")
        }
        self.p50 = p50
        self.p99 = p99
    }

    /// The time of one call.
    func draw(using generator: inout some RandomNumberGenerator) -> Duration {
        // Box and Muller's way from two even numbers to one of the normal distribution.
        let radius = (-2 * log(Double.random(in: 0..<1, using: &generator).nextUp)).squareRoot()
        let normal = radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
        let spread = log(p99 / p50) / Self.normalP99
        return p50 * exp(spread * normal)
    }

    /// Where the normal distribution has passed 99 of 100.
    private static let normalP99 = 2.326_347_874
}
