/// How many digits a number may have, of 0 to 15.
struct DigitCounts: Hashable, Sendable {
    private var bits: UInt16 = 0

    init() {}

    /// Reads such as `8` or `7,9-11`.
    init(parsing text: Substring) {
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last else { continue }
            for count in first...last { bits |= 1 << UInt16(count) }
        }
    }

    func contains(_ count: Int) -> Bool { (0...15).contains(count) && bits & 1 << count != 0 }

    mutating func formUnion(_ other: DigitCounts) { bits |= other.bits }

    /// For a sentence, such as `8`, `9 or 10` or `5, 7 to 9 or 12`.
    var words: String {
        var runs: [ClosedRange<Int>] = []
        for count in 0...15 where contains(count) {
            if let last = runs.last, last.upperBound == count - 1 {
                runs[runs.count - 1] = last.lowerBound...count
            } else {
                runs.append(count...count)
            }
        }
        let parts = runs.flatMap { run in
            run.count > 2 ? ["\(run.lowerBound) to \(run.upperBound)"] : run.map(String.init)
        }
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "no" }
        return parts.dropLast().joined(separator: ", ") + " or " + last
    }
}
