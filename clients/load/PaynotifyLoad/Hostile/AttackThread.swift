import Dispatch
import EventLoop
import Foundation
import Synchronization

/// Plays an attack on a thread of its own, which uses no more than half a core, and gives way to those who
/// keep the rules: who attacks has machines of his own.
final class AttackThread: Sendable {
    private let thread = ThreadExecutor(name: "attack", priority: .low)
    private let isOver = Atomic(false)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// The shortest rest between two steps.
    private static let restMin = 0.002

    init(_ makeAttack: @escaping @Sendable () -> any Attack) {
        thread.run { [self] in
            let attack = makeAttack()
            while !isOver.load(ordering: .relaxed) {
                let start = MachineTime.now
                attack.step()
                let took = Double(MachineTime.now - start) / 1e9
                Thread.sleep(forTimeInterval: max(took, Self.restMin))
            }
            attack.end()
            hasEnded.signal()
        }
    }

    func end() {
        isOver.store(true, ordering: .relaxed)
        hasEnded.wait()
    }
}
