import Framing

/// Why the server ended a connection.
enum CloseReason: Hashable, CustomStringConvertible {
    /// The peer closed it; nothing is wrong.
    case peerClosed
    /// The connection broke; the text is the kernel's reason.
    case broken(String)
    case foreignProtocol(ForeignProtocol)
    case framingLost(firstByte: UInt8)
    case tooManyStrikes
    case frameTooSlow
    case noFirstFrame
    case readerTooSlow
    case idle
    /// Another connection got its place.
    case displaced
    case drained
    /// The grace of a drain is over.
    case stopped

    /// A word for the metrics' label.
    var label: String {
        switch self {
        case .peerClosed: "peer_closed"
        case .broken: "broken"
        case .foreignProtocol: "foreign_protocol"
        case .framingLost: "framing_lost"
        case .tooManyStrikes: "strikes"
        case .frameTooSlow: "frame_time"
        case .noFirstFrame: "first_frame_time"
        case .readerTooSlow: "stall_time"
        case .idle: "idle_time"
        case .displaced: "displaced"
        case .drained: "drained"
        case .stopped: "stopped"
        }
    }

    var description: String {
        switch self {
        case .peerClosed: "the peer closed it"
        case .broken(let text): text
        case .foreignProtocol(let name): "the peer speaks \(name.rawValue), not ttRPC"
        case .framingLost(let byte): "a frame starts with byte \(byte) instead of 0"
        case .tooManyStrikes: "the peer broke the protocol too often"
        case .frameTooSlow: "a frame took too long to arrive"
        case .noFirstFrame: "no frame came in time"
        case .readerTooSlow: "the peer does not read its answers"
        case .idle: "it was idle for too long"
        case .displaced: "the server is full and it was not in use: another gets its place"
        case .drained: "the server is shutting down"
        case .stopped: "the server has stopped"
        }
    }

    /// Whether a person who runs the server wants to know.
    var isRemarkable: Bool {
        switch self {
        case .peerClosed, .broken, .idle, .drained: false
        default: true
        }
    }
}
