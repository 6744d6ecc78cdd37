/// What a connection seems to speak when it does not speak ours, judged by its first byte.
package enum ForeignProtocol: String, Hashable, Sendable {
    /// An upper-case letter: the method of HTTP/1, or the preface of HTTP/2.
    case http = "HTTP"
    /// A handshake record of TLS.
    case tls = "TLS"
    case other = "an unknown protocol"

    package init(firstByte: UInt8) {
        switch firstByte {
        case 0x16: self = .tls
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .http
        default: self = .other
        }
    }
}
