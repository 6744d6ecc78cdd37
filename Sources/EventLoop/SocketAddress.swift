import CLinux

/// Where to listen or connect: `127.0.0.1:7070`, `[::1]:7070` or `unix:/run/paynotify.sock`.
package enum SocketAddress: Hashable, Sendable {
    /// Four bytes, most significant first.
    case ipv4([UInt8], port: UInt16)
    /// Sixteen bytes, most significant first.
    case ipv6([UInt8], port: UInt16)
    case unix(path: String)
}

/// A text that is no address, and what is wrong with it.
package struct InvalidAddress: Error, Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package let reason: String

    package var description: String {
        "'\(text)' is no address: \(reason); write 127.0.0.1:7070, [::1]:7070 or unix:/path"
    }
}

extension SocketAddress {
    /// The longest path of a Unix socket in bytes; `sockaddr_un` ends it with a zero byte.
    package static let pathBytesMax = Int(LINUX_PATH_MAX) - 1

    /// Reads an address; `localhost` means 127.0.0.1, other names are not looked up.
    package init(parsing text: String) throws(InvalidAddress) {
        if text.hasPrefix("unix:") {
            self = try Self.unixAddress(text)
            return
        }
        guard let colon = text.lastIndex(of: ":") else {
            throw InvalidAddress(text: text, reason: "the port is missing")
        }
        guard let port = UInt16(text[text.index(after: colon)...]) else {
            throw InvalidAddress(text: text, reason: "the port is no number from 0 to 65535")
        }
        self = try Self.internetAddress(text, host: text[..<colon], port: port)
    }

    /// Whether only this machine can reach it: 127.0.0.0/8, ::1 or a Unix socket.
    package var isLoopbackOrUnix: Bool {
        switch self {
        case .ipv4(let host, _): host.first == 127
        case .ipv6(let host, _): host == Array(repeating: 0, count: 15) + [1]
        case .unix: true
        }
    }

    /// Whether it is reached by TCP.
    package var isTCP: Bool {
        if case .unix = self { false } else { true }
    }

    private static func unixAddress(_ text: String) throws(InvalidAddress) -> SocketAddress {
        let path = String(text.dropFirst("unix:".count))
        guard path.hasPrefix("/") else {
            throw InvalidAddress(text: text, reason: "the path of a Unix socket starts with /")
        }
        guard path.utf8.count <= pathBytesMax, !path.utf8.contains(0) else {
            throw InvalidAddress(
                text: text, reason: "the path of a Unix socket has at most \(pathBytesMax) bytes")
        }
        return .unix(path: path)
    }

    private static func internetAddress(
        _ text: String, host: Substring, port: UInt16
    ) throws(InvalidAddress) -> SocketAddress {
        if host.hasPrefix("["), host.hasSuffix("]") {
            guard let bytes = hostBytes(AF_INET6, host.dropFirst().dropLast(), count: 16) else {
                throw InvalidAddress(text: text, reason: "the brackets hold no IPv6 address")
            }
            return .ipv6(bytes, port: port)
        }
        let numeric = host == "localhost" ? "127.0.0.1" : host
        guard let bytes = hostBytes(AF_INET, numeric, count: 4) else {
            throw InvalidAddress(text: text, reason: "the host is no IPv4 address")
        }
        return .ipv4(bytes, port: port)
    }

    private static func hostBytes(_ family: Int32, _ text: Substring, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        // Sound: inet_pton writes 4 or 16 bytes, as the family says and the caller counted.
        return unsafe linux_parse_host(family, String(text), &bytes) == 1 ? bytes : nil
    }
}

extension SocketAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .ipv4(let host, let port): "\(Self.hostText(AF_INET, host)):\(port)"
        case .ipv6(let host, let port): "[\(Self.hostText(AF_INET6, host))]:\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    private static func hostText(_ family: Int32, _ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        // Sound: the buffer has the room that its count says, which fits every address.
        let count = unsafe linux_format_host(family, bytes, &text, Int32(text.count))
        return String(decoding: text.prefix(Int(max(count, 0))).map { UInt8($0) }, as: UTF8.self)
    }
}

// What the kernel's calls take and give.
extension SocketAddress {
    var family: Int32 {
        switch self {
        case .ipv4: AF_INET
        case .ipv6: AF_INET6
        case .unix: AF_UNIX
        }
    }

    var hostOrPath: [UInt8] {
        switch self {
        case .ipv4(let host, _), .ipv6(let host, _): host
        case .unix(let path): Array(path.utf8)
        }
    }

    var port: UInt16 {
        switch self {
        case .ipv4(_, let port), .ipv6(_, let port): port
        case .unix: 0
        }
    }

    init(family: Int32, hostOrPath: [UInt8], port: UInt16) {
        switch family {
        case AF_INET: self = .ipv4(hostOrPath, port: port)
        case AF_INET6: self = .ipv6(hostOrPath, port: port)
        default: self = .unix(path: String(decoding: hostOrPath, as: UTF8.self))
        }
    }
}
