import CAllocations
import Messages
import RPC
import Synchronization
import TestKit
import Testing
import Time

@testable import Calls

/// What the worst requests cost the thread of a loop, by counts and bytes.
struct WorstFrameTests {
    // Seen at most: 12,071 allocations and 2,285,597 bytes, both for 4,000 buttons of a template, and
    // 621 bytes of an answer.
    private static let allocationsMax = 16_000
    private static let bytesMax = 16 * MethodTable.payloadBytesMax
    private static let answerBytesMax = 16 << 10

    @Test(arguments: MethodTable.names.names.indices)
    func noRequestCostsMoreThanItsShare(method: Int) {
        let store = RecordingStore()
        store.set(.stalls)
        let handler = CallHandler(
            store: store, access: OpenAccess(), zones: NoZones(), health: Serving(),
            refusals: NoRefusals(),
            queriesOn: globalConcurrentExecutor, queriesAtOnce: 4, clock: SteppedLoopClock())
        let sink = CountingSink()
        let name = MethodTable.names.names[method].method
        for payload in WorstPayload.all {
            var batch = CallBatch()
            batch.add(
                method: method, payload: payload.bytes.span, deadline: .distantFuture,
                tag: CallTag(connection: 1, serial: 1, streamID: 1),
                from: .unix(user: 1, process: 2))
            let countBefore = allocations_of_this_thread()
            let bytesBefore = allocated_bytes_of_this_thread()
            handler.handle(batch, answeringTo: sink)
            let count = allocations_of_this_thread() - countBefore
            let bytes = allocated_bytes_of_this_thread() - bytesBefore

            #expect((1...Self.allocationsMax).contains(Int(count)), "\(name): \(payload)")
            #expect(bytes <= Self.bytesMax, "\(name): \(payload)")
            #expect(sink.takeBytes() <= Self.answerBytesMax, "\(name): \(payload)")
        }
    }
}

private final class CountingSink: ReplySink {
    private let bytes = Mutex(0)

    func deliver(_ replies: any ReplyBatch) {
        let count = replies.tags.indices.reduce(0) { $0 + replies.envelope(at: $1).count }
        bytes.withLock { $0 += count }
    }

    /// How many bytes of answers came since this was asked last.
    func takeBytes() -> Int {
        bytes.withLock { count in
            defer { count = 0 }
            return count
        }
    }
}
