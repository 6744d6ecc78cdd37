/// Who is at the other end of a connection, as the kernel says.
package enum Peer: Hashable, Sendable {
    /// By a Unix socket: the user and the process that connected; nil where the kernel does not say.
    case unix(user: UInt32?, process: Int32?)
    /// By TCP, from an address with its port, such as "127.0.0.1:40000".
    case tcp(address: String)
}

extension Peer: CustomStringConvertible {
    /// For a line of the log: "127.0.0.1:40000", "unix user 1000 process 4242".
    package var description: String {
        switch self {
        case .tcp(let address): address
        case .unix(let user, let process):
            "unix" + (user.map { " user \($0)" } ?? "") + (process.map { " process \($0)" } ?? "")
        }
    }
}
