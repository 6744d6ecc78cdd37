/// Looks for the highest rate that the server keeps up with: the knee of its curve.
///
/// Rates grow by a quarter until one breaks, then the span between the last that held and the first
/// that broke is halved three times. It is pure: runs are made by its owner.
struct KneeSearch: Equatable, Sendable {
    /// What breaks a rate.
    struct Limits: Equatable, Sendable {
        /// Share of the offered calls that must be answered in their time.
        var achievedMin = 0.98
        /// The 99th percentile in microseconds.
        var p99Max = 50_000.0
    }

    private(set) var limits: Limits
    /// The highest rate that held; nil: none has yet.
    private(set) var held: Double?
    /// The lowest rate that broke.
    private(set) var broke: Double?
    /// The rate to try next; nil: the knee is found.
    private(set) var next: Double?
    private var halvings = 0

    private static let growth = 1.25
    private static let halvingsMax = 3
    /// A rate that nothing gets above.
    private static let rateMax = 10_000_000.0

    init(from rate: Double, limits: Limits = Limits()) {
        precondition(rate > 0, "a search begins with some calls")
        next = rate
        self.limits = limits
    }

    /// Takes in what the run at ``next`` measured.
    mutating func judge(_ measured: Measurement) {
        guard let rate = next else { return }
        if holds(measured, at: rate) {
            held = rate
        } else {
            broke = rate
        }
        next = following
    }

    private func holds(_ measured: Measurement, at rate: Double) -> Bool {
        measured.errors.isEmpty && measured.callsPerSecond >= rate * limits.achievedMin
            && measured.latency.p99 <= limits.p99Max
    }

    private var following: Double? {
        mutating get {
            guard let broke else {
                let grown = (held ?? 1) * Self.growth
                return grown <= Self.rateMax ? grown : nil
            }
            // Not even the first rate held: go down until one does.
            guard let held else { return broke > 2 ? broke / 2 : nil }
            guard halvings < Self.halvingsMax else { return nil }
            halvings += 1
            return (held + broke) / 2
        }
    }
}
