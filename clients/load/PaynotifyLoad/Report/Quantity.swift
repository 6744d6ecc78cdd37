import Foundation

/// Numbers as people read them.
enum Quantity {
    /// Three digits or the whole number, such as `0.086`, `4.21`, `36.5` and `912345`.
    static func plain(_ number: Double) -> String {
        let size = abs(number)
        let decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        return String(format: "%.\(decimals)f", number)
    }

    /// The same with commas between thousands.
    static func grouped(_ number: Double) -> String {
        let parts = plain(number).split(separator: ".", maxSplits: 1)
        var digits = parts.first.map(String.init) ?? "0"
        var groups: [String] = []
        while digits.filter(\.isNumber).count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        let whole = ([digits] + groups).joined(separator: ",")
        return parts.count > 1 ? "\(whole).\(parts[1])" : whole
    }

    /// A ratio with two decimals, such as `0.93x`.
    static func ratio(_ number: Double) -> String { String(format: "%.2fx", number) }

    /// Microseconds in the unit that suits them: `86 µs`, `4.2 ms`, `1.5 s`.
    static func time(microseconds: Double) -> String {
        switch microseconds {
        case ..<1_000: "\(short(microseconds)) µs"
        case ..<1_000_000: "\(short(microseconds / 1_000)) ms"
        default: "\(short(microseconds / 1_000_000)) s"
        }
    }

    /// Counts of an axis: `950`, `20 k`, `1.5 M`.
    static func count(_ number: Double) -> String {
        switch number {
        case ..<10_000: short(number)
        case ..<1_000_000: "\(short(number / 1_000)) k"
        default: "\(short(number / 1_000_000)) M"
        }
    }

    /// At most three digits, without zeros behind the point.
    private static func short(_ number: Double) -> String {
        let text = String(format: number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f", number)
        guard text.contains(".") else { return text }
        let digits = text.reversed().drop { $0 == "0" }
        return String(String(digits.first == "." ? digits.dropFirst() : digits).reversed())
    }
}
