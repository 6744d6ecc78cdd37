import CProtobufC

/// Memory for one message: taken piece by piece, given back all at once, within a budget.
///
/// The first piece of it is on the stack, so that short messages do not reach `malloc`.
enum Arena {
    /// Bytes on the stack: enough for most messages, and the most that Swift puts there.
    static let firstChunkBytes = 1 << 10
    /// Bytes of the first chunk from the heap; each further one doubles.
    static let secondChunkBytes = 16 << 10

    /// Runs `body` with an empty arena, whose memory ends with it.
    ///
    /// The budget is all memory that it may take, at least ``firstChunkBytes``.
    static func with<R, E>(
        budgetBytes: Int, _ body: (Space) throws(E) -> R
    ) throws(E) -> R {
        precondition(budgetBytes >= firstChunkBytes, "the first chunk is within the budget")
        return try unsafe withUnsafeTemporaryAllocation(
            byteCount: firstChunkBytes, alignment: 16
        ) { chunk throws(E) in
            var core = unsafe ArenaCore(first: chunk, budgetBytes: budgetBytes)
            defer { core.giveBack() }
            return try unsafe withUnsafeMutablePointer(to: &core) { core throws(E) in
                try unsafe body(Space(core: core))
            }
        }
    }

    /// The right to take from an arena; sound while the arena lives.
    @safe
    struct Space {
        fileprivate let core: UnsafeMutablePointer<ArenaCore>

        /// Whether a piece was refused because the budget was spent.
        var isExhausted: Bool { unsafe core.pointee.isExhausted }

        /// Takes memory that is not initialised, from an arena that has enough.
        func take(_ count: Int) -> UnsafeMutableRawPointer {
            guard let memory = unsafe core.pointee.take(count) else {
                preconditionFailure("an arena for writing has memory for every message")
            }
            return unsafe memory
        }

        /// Runs `body` with an allocator for libprotobuf-c that takes from this arena.
        func withAllocator<R>(_ body: (UnsafeMutablePointer<ProtobufCAllocator>) -> R) -> R {
            var allocator = unsafe ProtobufCAllocator(
                alloc: { core, size in
                    // Sound: allocator_data is the core, which outlives the allocator.
                    unsafe core?.assumingMemoryBound(to: ArenaCore.self).pointee.take(size)
                },
                free: { _, _ in },
                allocator_data: core)
            return unsafe body(&allocator)
        }
    }
}

/// The state of an ``Arena``, at an address that C code can hold.
@safe
fileprivate struct ArenaCore {
    private var next: UnsafeMutableRawPointer?
    private var free: Int
    /// Those from the heap.
    private var chunks: [UnsafeMutableRawPointer]
    private var chunkBytes = Arena.secondChunkBytes / 2
    private var budgetBytes: Int
    private(set) var isExhausted = false

    init(first: UnsafeMutableRawBufferPointer, budgetBytes: Int) {
        unsafe self.next = first.baseAddress
        unsafe self.chunks = []
        self.free = first.count
        self.budgetBytes = budgetBytes - first.count
    }

    /// The next piece, aligned for every C type; nil once the budget is spent.
    mutating func take(_ count: Int) -> UnsafeMutableRawPointer? {
        let size = (max(count, 1) + 15) & ~15
        if size > free {
            guard grow(atLeast: size) else { return nil }
        }
        defer {
            unsafe next = next.map { unsafe $0 + size }
            free -= size
        }
        return unsafe next
    }

    /// Chunks double, so that their number stays small; each counts whole against the budget.
    private mutating func grow(atLeast size: Int) -> Bool {
        let wanted = max(size, min(chunkBytes * 2, budgetBytes))
        guard wanted <= budgetBytes else {
            isExhausted = true
            return false
        }
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
        unsafe chunks.append(chunk)
        unsafe next = chunk
        (free, chunkBytes, budgetBytes) = (wanted, wanted, budgetBytes - wanted)
        return true
    }

    mutating func giveBack() {
        unsafe chunks.forEach { unsafe $0.deallocate() }
    }
}
