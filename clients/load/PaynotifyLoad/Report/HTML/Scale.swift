import Foundation

/// How values lie along an axis.
enum Scale: Hashable {
    /// Evenly, from 0.
    case linear(max: Double)
    /// By powers of ten.
    case logarithmic(min: Double, max: Double)
    /// Percentiles, each nine as wide as the last.
    case percentile(max: Double)

    /// A value that has a line and a label.
    struct Tick: Hashable {
        var value: Double
        var position: Double
    }

    /// Where a value lies: 0 at the beginning of the axis, 1 at its end.
    func position(of value: Double) -> Double {
        switch self {
        case .linear(let max): bounded(value / max)
        case .logarithmic(let min, let max):
            bounded(log10(Swift.max(value, min) / min) / log10(max / min))
        case .percentile(let max): bounded(Self.nines(value) / Self.nines(max))
        }
    }

    var ticks: [Tick] {
        values.map { Tick(value: $0, position: position(of: $0)) }
    }

    /// A logarithmic scale around the values, with whole ticks at its ends.
    static func around(_ values: [Double]) -> Scale {
        let known = values.filter { $0 > 0 }
        let steps = roundNumbers(from: known.min() ?? 1, through: known.max() ?? 10)
        let first = steps.first ?? 1
        let last = Swift.max(steps.last ?? 10, first * 5)
        return .logarithmic(min: first, max: roundNumbers(from: first, through: last).last ?? last)
    }

    /// A linear scale that ends above the values.
    static func upTo(_ values: [Double]) -> Scale {
        let highest = Swift.max(values.max() ?? 1, 1e-9)
        let step = stepOf(highest)
        return .linear(max: (highest / step).rounded(.up) * step)
    }

    private var values: [Double] {
        switch self {
        case .linear(let max):
            return Array(stride(from: 0, through: max * 1.0001, by: Self.stepOf(max)))
        case .logarithmic(let min, let max):
            let steps = Self.roundNumbers(from: min, through: max)
            let powers = steps.filter { log10($0) == log10($0).rounded() }
            return steps.count > 9 && powers.count > 1 ? powers : steps
        case .percentile(let max):
            return [0, 50, 90, 99, 99.9, 99.99, 99.999].filter { $0 <= max }
        }
    }

    /// 1, 2 and 5 with any zeros, from the last one below to the first one above.
    private static func roundNumbers(from low: Double, through high: Double) -> [Double] {
        let decades = Int(log10(low).rounded(.down))...Int(log10(Swift.max(high, low)).rounded(.up))
        let all = decades.flatMap { decade in
            [1.0, 2, 5].map { ($0 * pow(10, Double(decade)) * 1e9).rounded() / 1e9 }
        }
        let first = all.lastIndex { $0 <= low * 1.0001 } ?? 0
        let last = all.firstIndex { $0 >= high * 0.9999 } ?? all.count - 1
        return Array(all[first...Swift.max(first, last)])
    }

    /// A step of 1, 2 or 5 with any zeros that makes four to ten of them.
    private static func stepOf(_ max: Double) -> Double {
        let power = pow(10, log10(max).rounded(.down))
        let lead = max / power
        return lead >= 5 ? power : lead >= 2 ? power / 2 : power / 5
    }

    private static func nines(_ percentile: Double) -> Double {
        log10(100 / Swift.max(100 - percentile, 1e-6))
    }

    private func bounded(_ position: Double) -> Double { Swift.min(Swift.max(position, 0), 1) }
}
