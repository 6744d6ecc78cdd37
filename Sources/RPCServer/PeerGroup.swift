import EventLoop
import RPC

/// Peers that the server takes for one where it shares its places out.
enum PeerGroup: Hashable, Sendable {
    /// By TCP from this machine: whoever it is.
    case loopback
    /// By TCP from another machine: its IPv4 address, or the network of its IPv6 address.
    case network([UInt8])
    /// By a Unix socket; nil: the system does not say who.
    case user(UInt32?)

    /// Bytes of an IPv6 address that one customer of a provider commonly has all of.
    private static let networkBytes = 8

    init(of socket: borrowing Socket, isTCP: Bool) {
        guard isTCP else {
            self = .user(socket.peerUser())
            return
        }
        let address = socket.peerAddress()
        switch address {
        case .ipv4(let host, _) where address?.isLoopbackOrUnix == false: self = .network(host)
        case .ipv6(let host, _) where address?.isLoopbackOrUnix == false:
            self = .network(Array(host.prefix(Self.networkBytes)))
        default: self = .loopback
        }
    }

    var isTCP: Bool {
        if case .user = self { false } else { true }
    }
}

extension Peer {
    /// Who is at the other end of the socket.
    init(of socket: borrowing Socket, isTCP: Bool) {
        if isTCP {
            self = .tcp(address: socket.peerAddress().map { "\($0)" } ?? "gone")
        } else {
            self = .unix(user: socket.peerUser(), process: socket.peerProcess())
        }
    }
}
