/// Room for the texts and blobs that a connection's running statements were given.
///
/// SQLite reads a value where it lies until its statement is given others, so that no copy has to be
/// taken from the heap for each. Statements that run inside of others take what is left.
@safe
final class ValueSpace {
    /// Bytes of values that statements hold at once; what finds no room, SQLite copies.
    static let size = 32 * 1_024

    private let start: UnsafeMutableRawPointer
    /// How many bytes are in use.
    private(set) var used = 0

    init() {
        unsafe start = .allocate(byteCount: Self.size, alignment: 16)
    }

    deinit { unsafe start.deallocate() }

    /// Keeps a copy of the bytes until ``release(to:)``; nil: there is no room.
    func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
        guard bytes.count <= Self.size - used else { return nil }
        let place = unsafe start + used
        // Sound: the place has room, and is of nobody else until it is released.
        if let source = bytes.baseAddress {
            unsafe place.copyMemory(from: source, byteCount: bytes.count)
        }
        used += bytes.count
        return UnsafeRawPointer(place)
    }

    /// Gives back what was kept since so many bytes were in use.
    func release(to mark: Int) {
        precondition(
            mark <= used, "statements end in the order opposite to that of their beginnings")
        used = mark
    }
}
