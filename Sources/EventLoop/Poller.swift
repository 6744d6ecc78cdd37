import CLinux
package import Dispatch

/// An epoll set, watched by one dispatch source: tells a queue which descriptors are ready.
///
/// Level-triggered: what is left unread is reported again. It belongs to the queue it was made for.
package final class Poller {
    /// What a descriptor is watched for; a hang-up is reported in any case.
    package struct Interest: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        package static let read = Interest(rawValue: EPOLLIN.rawValue)
        package static let write = Interest(rawValue: EPOLLOUT.rawValue)
        /// Reported once for each time that it becomes so, not as long as it is.
        static let change = Interest(rawValue: EPOLLET.rawValue)
    }

    /// A descriptor that is ready.
    package struct Event: Hashable, Sendable {
        package let token: SlotToken
        let events: UInt32

        package var canRead: Bool { events & EPOLLIN.rawValue != 0 }
        package var canWrite: Bool { events & EPOLLOUT.rawValue != 0 }
        /// Both directions are closed, or the connection is broken.
        package var hasHungUp: Bool { events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 }
    }

    private let set: Int32
    private let source: any DispatchSourceRead
    private var ready = [linux_event](repeating: linux_event(), count: Int(LINUX_EVENTS_MAX))
    /// Kept between polls, so that a poll allocates nothing.
    private var events: [Event] = []

    /// Makes a set; `wake` runs on the queue whenever a descriptor in it is ready.
    ///
    /// - Parameters:
    ///   - queue: The queue of the owner.
    ///   - bell: Ends a wait in ``poll(millisecondsMax:)`` when it is rung.
    ///   - wake: Polls, for what is ready is reported until it is read.
    /// - Throws: When no descriptor is left.
    package init(
        on queue: DispatchQueue, bell: Bell? = nil, wake: @escaping @Sendable () -> Void
    ) throws(SocketError) {
        let set = try SocketError.check(linux_epoll_create(), "make", "an epoll set")
        self.set = set
        source = DispatchSource.makeReadSource(fileDescriptor: set, queue: queue)
        source.setEventHandler(handler: wake)
        source.setCancelHandler { _ = linux_close(set) }
        source.activate()
        if let bell { try add(bell.descriptor, as: .bell, for: [.read, .change]) }
    }

    deinit {
        source.cancel()
    }

    /// Ends the watching; the set is closed when the source has let go of it.
    package func cancel() {
        source.cancel()
    }

    package func add(
        _ descriptor: Int32, as token: SlotToken, for interest: Interest
    ) throws(SocketError) {
        let result = linux_epoll_control(
            set, EPOLL_CTL_ADD, descriptor, interest.rawValue, token.rawValue)
        _ = try SocketError.check(result, "watch", "descriptor \(descriptor)")
    }

    package func change(_ descriptor: Int32, as token: SlotToken, to interest: Interest) {
        let result = linux_epoll_control(
            set, EPOLL_CTL_MOD, descriptor, interest.rawValue, token.rawValue)
        precondition(result >= 0, "a descriptor is changed only while it is in the set")
    }

    /// Takes a descriptor out, before its owner closes it.
    package func remove(_ descriptor: Int32) {
        _ = linux_epoll_control(set, EPOLL_CTL_DEL, descriptor, 0, 0)
    }

    /// Those that are ready, at most 256, with the bell among them if it was rung.
    ///
    /// If none is, it waits for the first until the time is over: for no time at all unless one is
    /// given, and then holds up the queue.
    package func poll(millisecondsMax: Int = 0) -> [Event] {
        // Sound: the buffer has room for LINUX_EVENTS_MAX events.
        let count = unsafe linux_epoll_poll(set, &ready, Int32(clamping: max(millisecondsMax, 0)))
        events.removeAll(keepingCapacity: true)
        for event in ready.prefix(Int(max(count, 0))) {
            events.append(Event(token: SlotToken(rawValue: event.token), events: event.events))
        }
        return events
    }
}

extension SlotToken {
    /// The bell of a loop; no slot has it.
    package static let bell = SlotToken(rawValue: .max)
}
