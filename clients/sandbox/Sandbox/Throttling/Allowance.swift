import ArgumentParser

/// A limit's figure, or none.
struct Allowance: Sendable, Hashable, ExpressibleByArgument {
    /// `nil` is unlimited.
    let most: Int?

    static let unlimited = Allowance(most: nil)

    static func upTo(_ most: Int) -> Allowance {
        Allowance(most: most)
    }

    private init(most: Int?) {
        self.most = most
    }

    /// Reads a number above 0, or `unlimited`.
    init?(argument: String) {
        guard argument != "unlimited" else {
            most = nil
            return
        }
        guard let number = Int(argument), Self.known.contains(number) else { return nil }
        most = number
    }

    /// Reads a JSON number above 0, or the string `unlimited`.
    init?(_ json: JSON) {
        switch json {
        case .string("unlimited"): most = nil
        case .integer(let number) where Self.known.contains(number): most = number
        default: return nil
        }
    }

    var json: JSON { most.map(JSON.integer) ?? "unlimited" }

    var defaultValueDescription: String { most.map(String.init) ?? "unlimited" }

    func allows(_ count: Int) -> Bool {
        most.map { count < $0 } ?? true
    }

    private static let known = 1...1_000_000
}
