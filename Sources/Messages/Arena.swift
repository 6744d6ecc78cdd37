import CProtobufC
import Synchronization

/// Memory for one message: taken piece by piece, given back all at once, within a budget.
///
/// The first chunk is passed on from arena to arena, so that short messages do not reach `malloc`.
@safe
struct Arena: ~Copyable {
    /// Bytes of the first chunk: enough for most messages.
    static let firstChunkBytes = 16 << 10

    private let core: UnsafeMutablePointer<ArenaCore>

    /// Makes an empty arena.
    ///
    /// - Parameter budgetBytes: All memory that it may take, at least ``firstChunkBytes``.
    init(budgetBytes: Int) {
        precondition(budgetBytes >= Arena.firstChunkBytes, "the first chunk is within the budget")
        unsafe core = .allocate(capacity: 1)
        unsafe core.initialize(to: ArenaCore(budgetBytes: budgetBytes))
    }

    deinit {
        unsafe core.pointee.giveBack()
        unsafe core.deinitialize(count: 1)
        unsafe core.deallocate()
    }

    /// Whether a piece was refused because the budget was spent.
    var isExhausted: Bool { unsafe core.pointee.isExhausted }

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

    /// What is written into messages is taken from here.
    var space: Space { unsafe Space(core: core) }

    /// The right to take from an arena; sound while the arena lives.
    @safe
    struct Space {
        fileprivate let core: UnsafeMutablePointer<ArenaCore>

        /// Takes memory that is not initialised, from an arena that has enough.
        func take(_ count: Int) -> UnsafeMutableRawPointer {
            guard let memory = unsafe core.pointee.take(count) else {
                preconditionFailure("an arena for writing has memory for every message")
            }
            return unsafe memory
        }
    }
}

/// The state of an ``Arena``, at an address that C code can hold.
@safe
fileprivate struct ArenaCore {
    private var next: UnsafeMutableRawPointer
    private var free: Int
    private var chunks: [UnsafeMutableRawPointer]
    private var chunkBytes = Arena.firstChunkBytes
    private var budgetBytes: Int
    private(set) var isExhausted = false

    init(budgetBytes: Int) {
        let first = unsafe SpareChunk.take()
        unsafe self.next = first
        unsafe self.chunks = [first]
        self.free = Arena.firstChunkBytes
        self.budgetBytes = budgetBytes - Arena.firstChunkBytes
    }

    /// The next piece, aligned for every C type; nil once the budget is spent.
    mutating func take(_ count: Int) -> UnsafeMutableRawPointer? {
        let size = (max(count, 1) + 15) & ~15
        if size > free {
            guard grow(atLeast: size) else { return nil }
        }
        let piece = unsafe next
        unsafe next += size
        free -= size
        return unsafe piece
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
        unsafe chunks.dropFirst().forEach { unsafe $0.deallocate() }
        unsafe SpareChunk.giveBack(chunks[0])
    }
}

/// The one first chunk that waits for the next arena.
private enum SpareChunk {
    /// Its address; 0 while it is in use.
    private static let address = Atomic<UInt>(0)

    static func take() -> UnsafeMutableRawPointer {
        let spare = address.exchange(0, ordering: .acquiring)
        return unsafe UnsafeMutableRawPointer(bitPattern: spare)
            ?? .allocate(byteCount: Arena.firstChunkBytes, alignment: 16)
    }

    static func giveBack(_ chunk: UnsafeMutableRawPointer) {
        let displaced = address.exchange(UInt(bitPattern: chunk), ordering: .acquiringAndReleasing)
        unsafe UnsafeMutableRawPointer(bitPattern: displaced)?.deallocate()
    }
}
