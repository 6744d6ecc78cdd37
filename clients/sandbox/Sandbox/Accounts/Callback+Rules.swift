import Foundation

extension Callback {
    /// The callback itself if its URL is one that the sandbox may call: HTTP on loopback.
    func checked() throws(GraphError) -> Callback {
        guard let parts = URLComponents(string: url), let host = parts.host,
            parts.scheme == "http" || parts.scheme == "https"
        else { throw .invalid("the callback URL \(url) is not an HTTP URL") }
        guard Loopback.contains(host) else {
            throw .invalid("the callback URL's host \(host) is not a loopback address")
        }
        guard parts.fragment == nil else {
            throw .invalid("the callback URL \(url) has a fragment")
        }
        return self
    }
}

/// Which hosts are this machine: the sandbox listens on and talks to no other.
enum Loopback {
    static func contains(_ host: String) -> Bool {
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        if bare == "localhost" || bare == "::1" { return true }
        let bytes = bare.split(separator: ".", omittingEmptySubsequences: false)
            .map { UInt8($0) }
        return bytes.count == 4 && bytes.first == 127 && bytes.allSatisfy { $0 != nil }
    }
}
