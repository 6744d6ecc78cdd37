package import Dispatch

/// Runs tasks on one serial dispatch queue with a thread of its own, away from the global pool.
///
/// For work that takes long but may wait: however much of it there is, it takes one core and none of
/// the pool's threads. A task that calls an actor leaves for the actor's home and comes back.
package final class QueueTaskExecutor: TaskExecutor {
    package let queue: DispatchQueue

    package init(label: String) {
        queue = DispatchQueue(label: label, target: nil)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Sound: the queue runs the block once, so the job runs once.
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
