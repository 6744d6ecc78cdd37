import Glibc
import Synchronization

/// The peer's end of one connection; used by its one thread.
final class PeerConnection: Sendable {
    private let descriptor: Int32
    private let isOpen = Atomic(true)
    private let buffer = Mutex<[UInt8]>([])
    private let record: @Sendable (PeerRequest) -> Void

    init(_ descriptor: Int32, record: @escaping @Sendable (PeerRequest) -> Void) {
        self.descriptor = descriptor
        self.record = record
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        // Sound: the value outlives the call, and its size is what the call is told.
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience,
            socklen_t(MemoryLayout<timeval>.size))
    }

    /// The next request with its whole body; nil at the end of the stream.
    @discardableResult
    func readRequest() -> PeerRequest? {
        guard let head = readHead() else { return nil }
        let length = head.split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
        guard let body = take(length ?? 0) else { return nil }
        let request = PeerRequest(head: head, body: body)
        record(request)
        return request
    }

    /// The next request line and headers, without the empty line; nil at the end of the stream.
    @discardableResult
    func readHead() -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            let head = buffer.withLock { buffer -> String? in
                guard let place = buffer.firstRange(of: end) else { return nil }
                defer { buffer.removeSubrange(..<place.upperBound) }
                return String(decoding: buffer[..<place.lowerBound], as: UTF8.self)
            }
            if let head { return head }
            guard readMore() else { return nil }
        }
    }

    /// Everything up to the end of the stream.
    func readToEnd() -> String {
        while readMore() {}
        return buffer.withLock { String(decoding: $0, as: UTF8.self) }
    }

    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            // Sound: the bytes outlive the call, and their number is what it is told.
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe send(
                    descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the stream towards the client; what it sends can still be read.
    func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends the connection with a reset.
    func reset() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        // Sound: the value outlives the call, and its size is what the call is told.
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &linger,
            socklen_t(MemoryLayout<Glibc.linger>.size))
        close()
    }

    func close() {
        if isOpen.exchange(false, ordering: .relaxed) { Glibc.close(descriptor) }
    }

    private func take(_ count: Int) -> String? {
        while buffer.withLock({ $0.count < count }) {
            guard readMore() else { return nil }
        }
        return buffer.withLock { buffer in
            defer { buffer.removeFirst(count) }
            return String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    private func readMore() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        // Sound: the bytes outlive the call, and their number is what it is told.
        let count = unsafe chunk.withUnsafeMutableBytes { bytes in
            unsafe recv(descriptor, bytes.baseAddress, bytes.count, 0)
        }
        guard count > 0 else { return false }
        buffer.withLock { $0.append(contentsOf: chunk.prefix(count)) }
        return true
    }
}
