import Dispatch
import EventLoop
import Logging
import RPC

/// One event loop of the server: reads what its connections sent, hands the calls over as one list,
/// and sends the answers, one write for each connection.
actor ServerLoop: QueueActor {
    enum Entry {
        case listener(Listener)
        case connection(Connection)
    }

    nonisolated let executor: QueueExecutor
    let limits: Limits
    let clock: any LoopClock
    let logger: Logger
    let metrics: ServerMetrics
    let count: ConnectionCount
    let room: RoomForBodies
    private let handler: any RequestHandler
    private nonisolated let inbox = Inbox<(CallTag, RPCReply)>()

    var poller: Poller?
    var entries = SlotTable<Entry>()
    private var alarm: (any Alarm)?
    private var alarmAt: ContinuousClock.Instant?

    var listeners: [SlotToken] = []
    /// Those that this loop deals connections to, if it accepts, and which had the last.
    var loops: [ServerLoop] = []
    var nextLoop = 0
    /// Open connections of this loop; a closed one whose calls are still handled is not among them.
    var openCount = 0
    /// When a drain ends whether or not all have finished; nil while the loop serves.
    var stopsAt: ContinuousClock.Instant?
    var waitsForEnd: [CheckedContinuation<Void, Never>] = []

    private var buffer = [UInt8](repeating: 0, count: Limits.readBytesMax)
    private var actions: [ConnectionMachine.Action] = []
    private var incoming: [IncomingCall] = []
    private var touched: [Connection] = []
    private var receivedBytes = 0
    private var sentBytes = 0

    init(
        number: Int, handler: any RequestHandler, limits: Limits, clock: any LoopClock,
        logger: Logger, metrics: sending ServerMetrics, count: ConnectionCount,
        room: RoomForBodies
    ) {
        executor = QueueExecutor(label: "rpc.loop.\(number)")
        self.handler = handler
        self.limits = limits
        self.clock = clock
        self.logger = logger
        self.metrics = metrics
        self.count = count
        self.room = room
    }

    /// Starts to watch; the loop lives until ``stop()``.
    func start() throws(SocketError) {
        poller = try Poller(on: executor.queue) { self.assumeIsolated { $0.turn() } }
        alarm = clock.makeAlarm(on: executor.queue) { self.assumeIsolated { $0.ring() } }
    }

    /// Serves everything that is ready, and goes to sleep when nothing is.
    func turn() {
        inbox.wake()
        for _ in 0..<Limits.roundsPerTurnMax {
            let now = clock.now
            let isQuiet = readAll(at: now)
            handOver()
            writeAnswers(inbox.take(), at: now)
            flushTouched(at: now)
            if isQuiet, inbox.sleep() { return endTurn() }
        }
        endTurn()
        executor.queue.async { self.assumeIsolated { $0.turn() } }
    }

    /// Takes a connection in that was accepted.
    func adopt(_ descriptor: Int32, isTCP: Bool) {
        let socket = Socket(owning: descriptor)
        guard let poller, stopsAt == nil else { return count.giveBack() }
        let token = entries.reserve()
        do {
            let stream = try ByteStream(socket, in: poller, as: token, isTCP: isTCP)
            let connection = Connection(stream, limits: limits, room: room, at: clock.now)
            entries[token] = .connection(connection)
            openCount += 1
            wake(at: connection.machine.wakesAt)
        } catch {
            entries.remove(token)
            count.giveBack()
            logger.error("dropped a connection", metadata: ["error": "\(error)"])
        }
    }

    /// Every connection that is open or waits for its calls.
    var connections: [Connection] {
        entries.elements.compactMap { entry in
            if case .connection(let connection) = entry { connection } else { nil }
        }
    }
}

// MARK: - Bytes in

extension ServerLoop {
    /// Reads from all that is ready; true if nothing was.
    private func readAll(at now: ContinuousClock.Instant) -> Bool {
        guard let events = poller?.poll() else { return true }
        for event in events {
            switch entries[event.token] {
            case .listener(let listener): accept(from: listener)
            case .connection(let connection): serve(connection, event, at: now)
            // It was closed earlier in this turn.
            case nil: break
            }
        }
        return events.isEmpty
    }

    private func serve(
        _ connection: Connection, _ event: Poller.Event, at now: ContinuousClock.Instant
    ) {
        touch(connection)
        if event.hasHungUp, !connection.stream.isReading {
            return close(connection, .broken("the peer closed both directions"))
        }
        guard event.canRead || event.hasHungUp else { return }
        do {
            try read(connection, at: now)
        } catch {
            close(connection, .broken("\(error)"))
        }
    }

    /// Reads until a read is short, which empties a stream socket.
    ///
    /// What comes later, or is left after the allowed reads, is reported again because the set is
    /// level-triggered.
    private func read(
        _ connection: Connection, at now: ContinuousClock.Instant
    ) throws(SocketError) {
        for _ in 0..<Limits.readsPerTurnMax where connection.closing == nil {
            switch try connection.stream.receive(into: &buffer) {
            case .nothing: return
            case .end: return close(connection, .peerClosed)
            case .bytes(let count):
                receivedBytes += count
                connection.hasRead = true
                connection.machine.receive(buffer[..<count], at: now, into: &actions)
                perform(for: connection)
                if count < buffer.count || !connection.machine.wantsToRead { return }
            }
        }
    }

    /// Does what the machine decided.
    func perform(for connection: Connection) {
        for action in actions {
            switch action {
            case .handle(let request, let streamID, let serial):
                let tag = CallTag(
                    connection: connection.stream.token.rawValue, serial: serial,
                    streamID: streamID)
                incoming.append(IncomingCall(request: request, tag: tag, sink: self))
            case .answer(let streamID, let status, let method):
                metrics.refused(method, status.code)
                connection.write(.failure(status), streamID: streamID)
            case .close(let reason):
                connection.closing = reason
            }
        }
        actions.removeAll(keepingCapacity: true)
        wake(at: connection.machine.wakesAt)
    }

    private func handOver() {
        guard !incoming.isEmpty else { return }
        let calls = incoming
        incoming = []
        handler.handle(calls)
    }
}

// MARK: - Answers out

extension ServerLoop: ReplySink {
    nonisolated func deliver(_ replies: [(CallTag, RPCReply)]) {
        guard inbox.put(replies) else { return }
        executor.queue.async { self.assumeIsolated { $0.turn() } }
    }

    private func writeAnswers(
        _ replies: [(CallTag, RPCReply)], at now: ContinuousClock.Instant
    ) {
        for (tag, reply) in replies {
            let token = SlotToken(rawValue: tag.connection)
            guard case .connection(let connection) = entries[token] else { continue }
            let call = connection.machine.answer(
                streamID: tag.streamID, serial: tag.serial, at: now)
            wake(at: connection.machine.wakesAt)
            if let call {
                metrics.answered(call, reply.code, at: now)
                connection.write(reply, streamID: tag.streamID)
                touch(connection)
            } else if connection.isClosed {
                release(connection)
            } else {
                touch(connection)
            }
        }
    }

    private func flushTouched(at now: ContinuousClock.Instant) {
        for connection in touched where !connection.isClosed { flush(connection, at: now) }
        for connection in touched {
            connection.isTouched = false
            connection.hasRead = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Sends what waits; an answer carries the acknowledgement of what was read, and without one it
    /// is sent by itself.
    private func flush(_ connection: Connection, at now: ContinuousClock.Instant) {
        let stream = connection.stream
        do {
            let count = try stream.flush()
            sentBytes += count
            connection.machine.sent(count, unsentBytes: stream.unsentBytes, at: now)
            wake(at: connection.machine.wakesAt)
            if count == 0, connection.hasRead { stream.acknowledge() }
            if let reason = connection.closing { return close(connection, reason) }
            stream.isReading = connection.machine.wantsToRead
        } catch {
            close(connection, connection.closing ?? .broken("\(error)"))
        }
    }

    func touch(_ connection: Connection) {
        guard !connection.isTouched else { return }
        connection.isTouched = true
        touched.append(connection)
    }

    /// Closes it; the slot stays taken until its calls are answered.
    func close(_ connection: Connection, _ reason: CloseReason) {
        guard !connection.isClosed else { return }
        connection.isClosed = true
        connection.machine.close()
        connection.stream.close()
        openCount -= 1
        metrics.closed(reason)
        let level: Logger.Level = reason.isRemarkable ? .warning : .debug
        logger.log(
            level: level, "closed a connection: \(reason)", metadata: ["peer": "\(connection.peer)"]
        )
        release(connection)
    }

    /// Frees the slot of a closed connection when no call holds it.
    private func release(_ connection: Connection) {
        guard connection.machine.callsInFlight == 0 else { return }
        entries.remove(connection.stream.token)
        count.giveBack()
    }
}

// MARK: - Time

extension ServerLoop {
    private func ring() {
        alarmAt = nil
        let now = clock.now
        for connection in connections where !connection.isClosed {
            connection.machine.advance(to: now, into: &actions)
            touch(connection)
            perform(for: connection)
        }
        flushTouched(at: now)
        if let stopsAt {
            if stopsAt <= now { closeAll() } else { wake(at: stopsAt) }
        }
        endTurn()
    }

    private func endTurn() {
        metrics.moved(received: receivedBytes, sent: sentBytes)
        receivedBytes = 0
        sentBytes = 0
        tellEnd()
    }

    /// Makes sure that the loop looks at the time then, or earlier.
    func wake(at moment: ContinuousClock.Instant?) {
        guard let moment, alarmAt.map({ moment < $0 }) ?? true else { return }
        alarmAt = moment
        alarm?.set(moment)
    }

    func cancelAlarm() {
        alarm?.cancel()
        alarm = nil
    }
}

extension RPCReply {
    /// The code that the peer sees.
    fileprivate var code: RPCStatus.Code {
        switch self {
        case .success: .ok
        case .failure(let status): status.code
        }
    }
}
