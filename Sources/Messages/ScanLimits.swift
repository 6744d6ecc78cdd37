/// What one encoded message may contain.
///
/// Together they keep the worst message of 4 MiB below 20 ms and 16 MiB of memory, with
/// libprotobuf-c 1.4.1, which has no limits of its own.
struct ScanLimits: Sendable {
    /// Messages within each other, the outermost included.
    var depthMax = 16
    /// Fields on the wire, in all messages together.
    var fieldsMax = 65_536
    /// Elements of repeated fields, in all messages together.
    var elementsMax = 16_384
    /// Fields that the descriptors do not have, in all messages together.
    var unknownFieldsMax = 4_096
    /// Memory that decoding may take, whatever the length of the message.
    var memoryBytesMax = 16 << 20
    /// Memory that decoding may take in proportion to the message.
    var memoryBytesPerByteMax = 8
    /// Memory that decoding may always take, so that short messages are not refused.
    var memoryBytesFloor = 64 << 10

    /// The memory granted for decoding a message of so many bytes.
    func memoryBytes(forMessageOf count: Int) -> Int {
        min(memoryBytesMax, max(memoryBytesFloor, memoryBytesPerByteMax * count))
    }
}
