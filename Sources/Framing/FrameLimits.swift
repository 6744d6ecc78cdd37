/// How long a frame may be.
package struct FrameLimits: Hashable, Sendable {
    /// The longest body that the protocol allows: 4 MiB, itself included.
    package static let protocolBodyBytesMax = 4 << 20

    /// The longest body that a decoder buffers; a longer one is refused by its header.
    package let bodyBytesMax: Int

    package init(bodyBytesMax: Int = FrameLimits.protocolBodyBytesMax) {
        precondition(
            (0...Self.protocolBodyBytesMax).contains(bodyBytesMax),
            "a limit stays inside what the protocol allows")
        self.bodyBytesMax = bodyBytesMax
    }
}
