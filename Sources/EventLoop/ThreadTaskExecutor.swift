/// Runs tasks one after the other on a thread of their own, away from the global pool.
///
/// For work that takes long but may wait: however much of it there is, it takes one core and none of
/// the pool's threads. A task that calls an actor leaves for the actor's home and comes back.
package final class ThreadTaskExecutor: TaskExecutor {
    package let thread: ThreadExecutor

    package init(name: String, priority: ThreadPriority = .normal) {
        thread = ThreadExecutor(name: name, priority: priority)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Sound: the thread runs the work once, so the job runs once.
        thread.run { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
