import CLinux

/// An epoll set that a thread of the owner's sleeps on, for a program that makes load on its own
/// threads and wants no hand-over between two of them.
///
/// Level-triggered: what is left unread is reported again. It belongs to one thread.
package final class SleepingPoller {
    private let set: Int32
    private var ready = [linux_event](repeating: linux_event(), count: Int(LINUX_EVENTS_MAX))
    /// Kept between polls, so that a poll allocates nothing.
    private var events: [Poller.Event] = []

    /// Makes an empty set.
    package init() throws(SocketError) {
        set = try SocketError.check(linux_epoll_create(), "make", "an epoll set")
    }

    deinit {
        _ = linux_close(set)
    }

    package func add(
        _ socket: borrowing Socket, as token: SlotToken, for interest: Poller.Interest
    ) throws(SocketError) {
        let result = linux_epoll_control(
            set, EPOLL_CTL_ADD, socket.descriptor, interest.rawValue, token.rawValue)
        _ = try SocketError.check(result, "watch", "descriptor \(socket.descriptor)")
    }

    package func change(
        _ socket: borrowing Socket, as token: SlotToken, to interest: Poller.Interest
    ) {
        let result = linux_epoll_control(
            set, EPOLL_CTL_MOD, socket.descriptor, interest.rawValue, token.rawValue)
        precondition(result >= 0, "a socket is changed only while it is in the set")
    }

    /// Takes a socket out, before its owner closes it.
    package func remove(_ socket: borrowing Socket) {
        _ = linux_epoll_control(set, EPOLL_CTL_DEL, socket.descriptor, 0, 0)
    }

    /// Sleeps until a socket is ready or the time is over; gives at most 256 that are ready, and
    /// none when the time is over or a signal came.
    package func sleep(nanosecondsMax: Int64) -> [Poller.Event] {
        // Sound: the buffer has room for LINUX_EVENTS_MAX events.
        let count = unsafe linux_epoll_sleep(set, &ready, max(nanosecondsMax, 0))
        events.removeAll(keepingCapacity: true)
        for event in ready.prefix(Int(max(count, 0))) {
            events.append(
                Poller.Event(token: SlotToken(rawValue: event.token), events: event.events))
        }
        return events
    }
}
