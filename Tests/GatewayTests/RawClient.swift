import Foundation
import Glibc

/// A connection to a port of loopback that sends any bytes; its calls block a thread of their own.
final class RawClient: Sendable {
    private let descriptor: Int32

    /// Connects; reads give up after a while, so that no thread stays.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw RawClientFailure(call: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        // Sound: both values outlive their calls, and their sizes are what the calls are told.
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience,
            socklen_t(MemoryLayout<timeval>.size))
        let descriptor = descriptor
        let code = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                let size = socklen_t(MemoryLayout<sockaddr_in>.size)
                return unsafe connect(descriptor, generic, size) == 0 ? 0 : errno
            }
        }
        guard code == 0 else { throw RawClientFailure(call: "connect", code: code) }
    }

    deinit { close(descriptor) }

    /// Writes the bytes and then reads to the end of the stream; returns what came.
    func exchange(_ bytes: [UInt8]) async -> RawAnswer {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                self.write(bytes)
                continuation.resume(returning: self.readToEnd())
            }
        }
    }

    func exchange(_ text: String) async -> RawAnswer { await exchange(Array(text.utf8)) }

    private func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Sound: the bytes outlive the call, and their number is what it is told.
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private func readToEnd() -> RawAnswer {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            // Sound: the bytes outlive the call, and their number is what it is told.
            let count = unsafe chunk.withUnsafeMutableBytes { bytes in
                unsafe recv(descriptor, bytes.baseAddress, bytes.count, 0)
            }
            let hasEnded = count == 0 || (count < 0 && errno == ECONNRESET)
            guard count > 0 else {
                return RawAnswer(text: String(decoding: bytes, as: UTF8.self), hasEnded: hasEnded)
            }
            bytes.append(contentsOf: chunk.prefix(count))
        }
    }
}

/// What came back on a connection.
struct RawAnswer: Sendable {
    let text: String
    /// Whether the server ended the connection; otherwise the patience ran out.
    let hasEnded: Bool
}

/// A call of the system's that failed.
struct RawClientFailure: Error {
    let call: String
    let code: Int32
}
