import Foundation
import Glibc
import Synchronization

/// A TCP server on loopback that does to each connection what a script says, on a thread of its own.
///
/// It reads and writes with blocking calls; reads give up after a while, so that no thread stays.
final class ScriptedPeer: Sendable {
    typealias Script = @Sendable (PeerConnection) -> Void

    let port: UInt16
    private let listener: Int32
    private let log = Mutex<[PeerRequest]>([])

    /// Listens at once; stops with ``stop()``.
    init(_ script: @escaping Script) throws {
        (listener, port) = try bindToLoopback()
        guard listen(listener, 64) == 0 else { throw SocketFailure(call: "listen", code: errno) }
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                Thread.detachNewThread {
                    let connection = PeerConnection(descriptor) { request in
                        self?.log.withLock { $0.append(request) }
                    }
                    script(connection)
                    connection.close()
                }
            }
        }
    }

    /// The requests that came whole, over all connections.
    var requests: [PeerRequest] { log.withLock { $0 } }

    var baseURL: String { "http://127.0.0.1:\(port)" }

    /// Takes no more connections.
    func stop() {
        // Wakes the thread in accept, which close alone does not.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}

/// A request as it came.
struct PeerRequest: Hashable, Sendable {
    /// The request line and the headers.
    var head: String
    var body: String

    /// The first line.
    var line: String { String(head.prefix { $0 != "\r\n" }) }
}

/// A call of the system's that failed.
struct SocketFailure: Error {
    let call: String
    let code: Int32
}

/// A port of loopback that is taken and on which nobody listens; closed by the caller.
func bindToLoopback() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw SocketFailure(call: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    // Sound: the address outlives both calls, and its size is what they are told.
    let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            guard unsafe bind(descriptor, generic, size) == 0 else { return errno }
            return unsafe getsockname(descriptor, generic, &size) == 0 ? 0 : errno
        }
    }
    guard code == 0 else { throw SocketFailure(call: "bind", code: code) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
}
