import CLinux
import Dispatch
import Synchronization

/// Runs an actor's jobs on one thread that is there for nothing else, and sleeps while there are none.
///
/// A dispatch queue that was idle goes to whichever worker of the pool has slept longest: each job finds
/// another cold thread. This one stays, with its stack and what the core has cached of it; for an actor
/// that is woken for short work thousands of times a second.
package final class ThreadExecutor: SerialExecutor {
    private let core: Core

    /// Starts the thread; the system shows the first 15 bytes of its name.
    package init(name: String, priority: ThreadPriority = .normal) {
        core = Core()
        // Sound: the thread takes over the reference, and gives it up when the executor is gone.
        let context = unsafe Unmanaged.passRetained(core).toOpaque()
        let started = unsafe linux_start_thread(
            name, priority.rawValue,
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<Core>.fromOpaque(context).takeRetainedValue().work()
            }, context)
        precondition(started == 0, "the system has a thread for an executor")
    }

    deinit { core.stop() }

    /// Whether this code runs on the thread.
    package var isOnThread: Bool { core.isOnThread }

    /// Runs the work on the thread, after all that came before.
    package func run(_ work: @escaping @Sendable () -> Void) { core.put(work) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Sound: the thread runs the work once, so the job runs once.
        core.put { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        // Sound: whoever asks keeps the actor alive, which keeps its executor alive.
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    package func checkIsolated() {
        precondition(core.isOnThread, "it is called on the thread of its executor")
    }

    /// What the thread works on; it outlives the executor until the thread has seen that it is over.
    private final class Core: Sendable {
        private struct State {
            var waiting: [@Sendable () -> Void] = []
            var isAsleep = false
            var isStopped = false
        }

        private let state = Mutex(State())
        private let bell = DispatchSemaphore(value: 0)
        /// 0 until it runs.
        private let thread = Atomic<UInt64>(0)

        var isOnThread: Bool { thread.load(ordering: .relaxed) == linux_this_thread() }

        func put(_ work: @escaping @Sendable () -> Void) {
            let mustWake = state.withLock { state in
                state.waiting.append(work)
                defer { state.isAsleep = false }
                return state.isAsleep
            }
            if mustWake { bell.signal() }
        }

        func stop() {
            let mustWake = state.withLock { state in
                state.isStopped = true
                defer { state.isAsleep = false }
                return state.isAsleep
            }
            if mustWake { bell.signal() }
        }

        func work() {
            thread.store(linux_this_thread(), ordering: .relaxed)
            while let waiting = take() { for work in waiting { work() } }
        }

        /// Sleeps until something waits and gives it, oldest first; nil: there will be nothing more.
        private func take() -> [@Sendable () -> Void]? {
            while true {
                let (waiting, isStopped) = state.withLock { state in
                    let waiting = state.waiting
                    state.waiting = []
                    state.isAsleep = waiting.isEmpty && !state.isStopped
                    return (waiting, state.isStopped)
                }
                if !waiting.isEmpty { return waiting }
                if isStopped { return nil }
                bell.wait()
            }
        }
    }
}

/// What of a busy machine a thread has, as a nice value.
package enum ThreadPriority: Int32, Sendable {
    case normal = 0
    /// A thread of normal priority that wakes is not kept waiting, and has nine times as much of a core that
    /// both want.
    case low = 10
}

/// An actor whose home is a thread of its own.
package protocol ThreadActor: Actor {
    nonisolated var executor: ThreadExecutor { get }
}

extension ThreadActor {
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        // Sound: the actor owns its executor.
        unsafe executor.asUnownedSerialExecutor()
    }
}
