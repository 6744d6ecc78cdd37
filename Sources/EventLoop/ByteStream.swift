/// One connection of a loop: bytes in, bytes out, and what it is watched for.
///
/// It belongs to the loop of its poller. Outgoing bytes are gathered and sent by one call for all of
/// them; what the kernel does not take waits until it does, and no other connection waits with it.
package final class ByteStream {
    package let token: SlotToken
    /// Nil once it is closed.
    private var transport: Transport?
    private let descriptor: Int32
    private let poller: Poller
    private var interest: Poller.Interest
    /// What waits for the kernel, oldest first; the bytes before `sent` have gone.
    private var outgoing: [UInt8] = []
    private var sent = 0

    /// Takes the transport over and starts to watch it.
    package init(
        _ transport: consuming Transport, in poller: Poller, as token: SlotToken,
        for interest: Poller.Interest = .read
    ) throws(SocketError) {
        transport.tune()
        descriptor = transport.descriptor
        try poller.add(descriptor, as: token, for: interest)
        self.transport = consume transport
        self.poller = poller
        self.token = token
        self.interest = interest
    }

    /// How many bytes wait for the kernel to take them.
    package var unsentBytes: Int { outgoing.count - sent }

    /// Lets the caller append bytes to what will be sent by the next ``flush()``.
    package func write(_ append: (inout [UInt8]) -> Void) {
        append(&outgoing)
    }

    /// Sends what waits, by one call; gives how many bytes went.
    ///
    /// If some are left the stream is watched until there is room, and the owner flushes again.
    package func flush() throws(SocketError) -> Int {
        guard unsentBytes > 0, let count = try transport?.send(outgoing, from: sent) else {
            return 0
        }
        sent += count
        dropSent()
        watch(interest.with(.write, unsentBytes > 0))
        return count
    }

    /// Reads what has come, at most as much as the buffer holds.
    package func receive(into buffer: inout [UInt8]) throws(SocketError) -> Socket.Received {
        try transport?.receive(into: &buffer) ?? .nothing
    }

    /// Sends the acknowledgement of what was read now instead of up to 40 ms later.
    package func acknowledge() {
        transport?.acknowledge()
    }

    /// Whether arriving bytes are read; while they are not, the peer is held back by TCP.
    package var isReading: Bool {
        get { interest.contains(.read) }
        set { watch(interest.with(.read, newValue)) }
    }

    /// Ends connecting: nil when the stream is connected, else the reason why it is not.
    package func finishConnecting() -> String? {
        if let failure = transport?.connectFailure() { return failure }
        watch(.read)
        return nil
    }

    /// Takes the transport out of the loop and closes it; nothing more comes or goes.
    package func close() {
        guard transport != nil else { return }
        poller.remove(descriptor)
        transport = nil
    }

    private func watch(_ wanted: Poller.Interest) {
        guard transport != nil, wanted != interest else { return }
        poller.change(descriptor, as: token, to: wanted)
        interest = wanted
    }

    /// Frees what has gone: all of it commonly, and else not before it is half of the buffer.
    private func dropSent() {
        if unsentBytes == 0 {
            outgoing.removeAll(keepingCapacity: outgoing.capacity <= Self.idleCapacityMax)
            sent = 0
        } else if sent > outgoing.count / 2 {
            outgoing.removeFirst(sent)
            sent = 0
        }
    }

    /// A stream without unsent bytes keeps at most this many bytes of memory for the next ones.
    private static let idleCapacityMax = 8 << 10
}

extension Poller.Interest {
    fileprivate func with(_ member: Poller.Interest, _ isMember: Bool) -> Poller.Interest {
        isMember ? union(member) : subtracting(member)
    }
}
