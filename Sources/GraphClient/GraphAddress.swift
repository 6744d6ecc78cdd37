import FoundationEssentials

/// The checked place of the Graph API, from which the URLs of requests are made.
struct GraphAddress: Hashable, Sendable {
    private let base: String

    /// Checks the base URL and the version.
    init(baseURL: String, version: String) throws(InvalidGraphOption) {
        try Self.check(baseURL)
        guard version.wholeMatch(of: /v[0-9]+\.[0-9]+/) != nil else {
            throw InvalidGraphOption(
                option: "version", rule: "a version looks like \(GraphOptions.defaultVersion)")
        }
        let trimmed = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        base = "\(trimmed)/\(version)"
    }

    /// The URL of the path with the query; everything but letters, digits, `-` and `_` is escaped.
    func url(path: [String], query: [(name: String, value: String)] = []) -> String {
        let steps = path.map(Self.escaped).joined(separator: "/")
        let pairs = query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }
        let tail = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
        return "\(base)/\(steps)\(tail)"
    }

    private static func check(_ baseURL: String) throws(InvalidGraphOption) {
        let option = "baseURL"
        guard let parts = URLComponents(string: baseURL), let host = parts.host, !host.isEmpty
        else {
            throw InvalidGraphOption(
                option: option, rule: "a URL such as https://graph.facebook.com")
        }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else {
            throw InvalidGraphOption(
                option: option, rule: "a URL without a user, a query and a fragment")
        }
        switch parts.scheme {
        case "https": return
        case "http" where isLoopback(host): return
        default:
            throw InvalidGraphOption(
                option: option, rule: "https, or http for 127.0.0.0/8, [::1] and localhost")
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
