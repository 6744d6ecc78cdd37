import EventLoop

/// A Graph API that answers as no server should, to each caller in another way.
final class HostileMeta: Attack {
    /// What one caller meets.
    private enum Manner: Int, CaseIterable {
        case silence, endlessBody, endlessHead, garbage, hangUp, deepJSON, longID, lateRetry
    }

    private let listener: Listener?
    private var callers: [(peer: HostilePeer, manner: Manner)] = []
    private var count = 0

    init(on address: SocketAddress) { listener = try? Listener(on: address) }

    func step() {
        for _ in 0..<16 {
            guard case .connection(let socket) = listener?.accept() ?? .nothing else { break }
            callers.append((HostilePeer(socket), Manner.allCases[count % Manner.allCases.count]))
            count += 1
        }
        for (peer, manner) in callers { answer(peer, manner) }
        callers.removeAll { !$0.peer.isOpen }
    }

    func end() { for (peer, _) in callers { peer.close() } }

    private func answer(_ peer: HostilePeer, _ manner: Manner) {
        let hasAsked = peer.read() > 0
        switch manner {
        case .silence: break
        case .endlessBody where hasAsked: peer.send(Self.head(length: 1 << 30))
        case .endlessBody where peer.hasSent && peer.isIdle: peer.send(Self.block)
        case .endlessHead where hasAsked: peer.send(Array("HTTP/1.1 200 OK\r\n".utf8))
        case .endlessHead where peer.hasSent && peer.isIdle:
            peer.send(Array("x-more: ".utf8) + Self.block.prefix(1 << 10) + Array("\r\n".utf8))
        case .garbage where hasAsked: peer.send(Self.block)
        case .hangUp where hasAsked: peer.close()
        case .deepJSON where hasAsked:
            peer.send(Self.answer([UInt8](repeating: 0x5B, count: 32 << 10)))
        case .longID where hasAsked:
            let id = String(repeating: "A", count: 100 << 10)
            peer.send(Self.answer(Array(#"{"messages":[{"id":"wamid.\#(id)"}]}"#.utf8)))
        case .lateRetry where hasAsked:
            let line = "HTTP/1.1 429 Slow\r\nRetry-After: 99999999999999999999\r\n"
            peer.send(Array("\(line)Content-Length: 0\r\n\r\n".utf8))
        default: peer.send()
        }
    }

    private static let block = [UInt8](repeating: 0x61, count: 32 << 10)

    private static func answer(_ body: [UInt8]) -> [UInt8] { head(length: body.count) + body }

    private static func head(length: Int) -> [UInt8] {
        let type = "Content-Type: application/json"
        return Array("HTTP/1.1 200 OK\r\n\(type)\r\nContent-Length: \(length)\r\n\r\n".utf8)
    }
}
