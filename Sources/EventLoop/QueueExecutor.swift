package import Dispatch

/// Runs an actor's jobs on one serial dispatch queue.
///
/// EventLoop is the binding of sockets, epoll and dispatch queues. Its invariant: a descriptor is
/// touched on one queue only, and no dispatch source ever watches a socket, because on Linux a reset
/// frees such a source on the wrong thread (libdispatch issue 949).
package final class QueueExecutor: SerialExecutor {
    package let queue: DispatchQueue
    /// Rung for what is put on the queue, if there is one: its actor may hold up the queue, waiting.
    private let bell: Bell?

    /// Makes a queue; with `target` nil it has a thread of its own, which suits blocking work.
    package init(label: String, target: DispatchQueue? = .global(), bell: Bell? = nil) {
        queue = DispatchQueue(label: label, target: target)
        self.bell = bell
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Sound: the queue runs the block once, so the job runs once.
        submit { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Runs a block on the queue.
    package func submit(_ block: @escaping @Sendable () -> Void) {
        queue.async(execute: block)
        bell?.visit()
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        // Sound: whoever asks keeps the actor alive, which keeps its executor alive.
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    package func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}

/// An actor whose home is a dispatch queue.
package protocol QueueActor: Actor {
    nonisolated var executor: QueueExecutor { get }
}

extension QueueActor {
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        // Sound: the actor owns its executor.
        unsafe executor.asUnownedSerialExecutor()
    }
}
