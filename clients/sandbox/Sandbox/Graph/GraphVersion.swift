/// Versions of the Graph API.
enum GraphVersion {
    /// The versions that have not expired, oldest first; Meta retires one after about two years.
    static let usable = ["v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"]

    /// Whether a path segment has the shape of a version, known or not.
    static func isVersion(_ segment: String) -> Bool {
        let parts = segment.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return segment.hasPrefix("v") && parts.count == 2
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
}
