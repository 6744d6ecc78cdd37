/// Versions of the Graph API.
enum GraphVersion {
    /// The versions that have not expired, oldest first; Meta retires one after about two years.
    static let usable = ["v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"]

    /// What serves a call that names no version, or one that has expired: Meta forwards both.
    static let oldest = usable[0]

    /// Whether a path segment has the shape of a version, known or not.
    static func isVersion(_ segment: String) -> Bool {
        numbers(segment) != nil
    }

    /// The version that serves a call, and the call's path with it in front.
    ///
    /// It is `nil` for a path that is none of Graph's. A version that is yet to come stays as it
    /// is, to be refused.
    static func forwarded(_ path: [String]) -> (version: String, path: [String])? {
        guard let first = path.first else { return nil }
        guard let asked = numbers(first) else {
            guard first.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            return (oldest, [oldest] + path)
        }
        let isExpired = numbers(oldest).map { asked < $0 } ?? false
        let version = isExpired ? oldest : first
        return (version, [version] + path.dropFirst())
    }

    private static func numbers(_ segment: String) -> (Int, Int)? {
        let parts = segment.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        guard segment.hasPrefix("v"), parts.count == 2,
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let major = Int(parts[0]), let minor = Int(parts[1])
        else { return nil }
        return (major, minor)
    }
}
