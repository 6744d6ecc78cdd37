import CLinux

/// Times of the machine's as plain nanoseconds, for those who take one many times a second.
package enum MachineTime {
    /// By a clock that is never set; only differences mean something.
    package static var now: Int64 { linux_monotonic_nanoseconds() }

    /// User and system time of a process with all the threads that it has and had; nil: there is
    /// none with that id.
    package static func used(byProcess process: Int32) -> Int64? {
        let nanoseconds = linux_process_nanoseconds(process)
        return nanoseconds < 0 ? nil : nanoseconds
    }

    /// Lets the sleeps of the calling thread end on time instead of up to 50 µs later.
    package static func sleepExactly() {
        _ = linux_exact_sleep()
    }
}

/// How many descriptors this process, and what it starts, may have open.
package enum DescriptorLimit {
    /// Raises it to the number, as far as the system lets it; gives what it is.
    @discardableResult
    package static func raise(to count: Int) -> Int {
        Int(max(0, linux_raise_descriptor_limit(Int64(count))))
    }
}

/// What a crash of this process leaves behind.
package enum Crash {
    /// From now on a crash ends the process at once, without a backtrace and without a core: while
    /// either is written, for seconds or minutes, the process keeps its ports and its locks, and its
    /// successor cannot start.
    ///
    /// Swift's runtime installs the handlers that write the backtrace
    /// (<https://github.com/swiftlang/swift/blob/main/docs/Backtracing.rst>).
    package static func endsAtOnce() {
        _ = linux_crash_at_once()
    }
}

extension Socket {
    /// The user at the other end of a Unix socket; nil for any other.
    package borrowing func peerUser() -> UInt32? {
        UInt32(exactly: linux_peer_user(descriptor))
    }

    /// The process at the other end of a Unix socket; nil for any other.
    package borrowing func peerProcess() -> Int32? {
        let process = linux_peer_process(descriptor)
        return process > 0 ? process : nil
    }
}
