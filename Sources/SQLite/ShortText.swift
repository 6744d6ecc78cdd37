/// A text of at most 15 bytes, compared as two numbers: for words of a fixed list.
package struct ShortText: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// nil: the text is longer.
    package init?(_ text: String) {
        var text = text
        // Sound: the bytes are read before they go.
        guard let short = text.withUTF8({ unsafe ShortText(UnsafeRawBufferPointer($0)) }) else {
            return nil
        }
        self = short
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= 15 else { return nil }
        unsafe withUnsafeMutableBytes(of: &self) { unsafe $0.copyMemory(from: bytes) }
        // The count in the last byte tells a text from one that goes on with zeros.
        high |= UInt64(bytes.count) << 56
    }
}
