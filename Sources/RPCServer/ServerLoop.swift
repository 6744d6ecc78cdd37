import Dispatch
import EventLoop
import Logging
import Logs
import RPC
import Time

/// One event loop of the server: reads what its connections sent, hands the calls over as one list,
/// and sends the answers, one write for each connection.
///
/// It has a thread of its own while it is awake. Before it sleeps it lingers: it waits on its set for
/// what comes soon after, so that under traffic a call or an answer wakes that thread directly, not
/// by way of Dispatch's manager and a pool. Whoever else needs the queue rings the bell.
actor ServerLoop: QueueActor {
    enum Entry {
        case listener(Listener)
        case connection(Connection)
    }

    nonisolated let executor: QueueExecutor
    private nonisolated let bell: Bell
    let rules: ConnectionRules
    let clock: any LoopClock
    let logger: Logger
    /// For what peers cause.
    let minuteLog: MinuteLog
    let metrics: ServerMetrics
    let places: ConnectionPlaces
    private let handler: any RequestHandler
    private nonisolated let inbox = Inbox<any ReplyBatch>()

    var poller: Poller?
    var entries = SlotTable<Entry>()
    private var alarm: (any Alarm)?
    private var alarmAt: Moment?
    private var wakes = WakeHeap()

    var listeners: [SlotToken] = []
    /// Those that this loop deals connections to, if it accepts, and which had the last.
    var loops: [ServerLoop] = []
    var nextLoop = 0
    /// Bytes of answers that no peer of this loop has taken, and their limit.
    private var unsentBytes = 0
    private let unsentBytesMax: Int
    /// Those that have not sent a frame, and some that have by now.
    var neverUsed = Newcomers()
    /// Open connections of this loop; a closed one whose calls are still handled is not among them.
    var openCount = 0
    /// When a drain ends whether or not all have finished; nil while the loop serves.
    var stopsAt: Moment?
    var waitsForEnd: [CheckedContinuation<Void, Never>] = []

    private var buffer = [UInt8](repeating: 0, count: Limits.readBytesMax)
    private var actions: [ConnectionMachine.Action] = []
    /// The calls of this turn, and this loop's part of those that the server may have.
    private var incoming: TakenCalls
    private let callLog: CallLog
    private var touched: [Connection] = []
    private var receivedBytes = 0
    private var sentBytes = 0

    init(
        number: Int, of loopCount: Int, handler: any RequestHandler, rules: ConnectionRules,
        clock: any LoopClock, logger: Logger, minuteLog: MinuteLog, metrics: sending ServerMetrics,
        places: ConnectionPlaces
    ) throws(SocketError) {
        let bell = try Bell()
        self.bell = bell
        executor = QueueExecutor(label: "rpc.loop.\(number)", target: nil, bell: bell)
        self.handler = handler
        self.rules = rules
        unsentBytesMax = rules.limits.serverUnsentBytesMax / loopCount
        incoming = TakenCalls(
            budget: CallBudget(
                rules.limits, methods: handler.methods.names.count, ofLoops: loopCount))
        callLog = CallLog(logger, handler.methods)
        self.clock = clock
        self.logger = logger
        self.minuteLog = minuteLog
        self.metrics = metrics
        self.places = places
    }

    /// Starts to watch; the loop lives until ``stop()``.
    func start() throws(SocketError) {
        poller = try Poller(on: executor.queue, bell: bell) {
            self.assumeIsolated { $0.turn() }
        }
        alarm = clock.makeAlarm(on: executor.queue) { self.assumeIsolated { $0.ring() } }
    }

    /// Serves what is ready, lingers for what comes soon after it, and sleeps when nothing does.
    func turn() {
        var lingers = false
        for _ in 0..<Limits.roundsPerTurnMax {
            let hasLingeredInVain = !serveRound(lingering: lingers) && lingers
            guard bell.listen() else { break }
            // Only now, so that what is put in from here on rings.
            lingers = inbox.sleep()
            if hasLingeredInVain, lingers { return bell.stopListening() }
        }
        bell.stopListening()
        executor.queue.async { self.assumeIsolated { $0.turn() } }
    }

    /// Serves what is ready, or what is first while it lingers; false if nothing was.
    private func serveRound(lingering: Bool) -> Bool {
        let events = poller?.poll(millisecondsMax: lingering ? lingerMilliseconds : 0) ?? []
        bell.stopListening()
        inbox.wake()
        let now = self.now
        incoming.keepsTraces = callLog.isOn
        read(events, at: now)
        handOver(at: now)
        for batch in inbox.take() { write(batch, at: now) }
        // Answers leave places to calls that waited.
        handOver(at: now)
        metrics.tellCalls()
        flushTouched(at: now)
        endRound()
        if let alarmAt, alarmAt <= now { ring() }
        return !events.isEmpty
    }

    /// How long to linger, in milliseconds: not beyond the alarm.
    private var lingerMilliseconds: Int {
        min(now.milliseconds(until: alarmAt ?? .distantFuture), Limits.lingerMillisecondsMax)
    }

    var now: Moment { clock.now }

    /// Every connection that is open or waits for its calls.
    var connections: [Connection] {
        entries.elements.compactMap { entry in
            if case .connection(let connection) = entry { connection } else { nil }
        }
    }
}

// MARK: - Bytes in

extension ServerLoop {
    /// Reads from all that is ready.
    private func read(_ events: [Poller.Event], at now: Moment) {
        for event in events {
            switch entries[event.token] {
            case .listener(let listener): accept(from: listener)
            case .connection(let connection): serve(connection, event, at: now)
            // It was closed earlier in this round, or it is the bell.
            case nil: break
            }
        }
    }

    private func serve(
        _ connection: Connection, _ event: Poller.Event, at now: Moment
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
        _ connection: Connection, at now: Moment
    ) throws(SocketError) {
        for _ in 0..<Limits.readsPerRoundMax where connection.closing == nil {
            switch try connection.stream.receive(into: &buffer) {
            case .nothing: return
            case .end: return close(connection, .peerClosed)
            case .bytes(let count):
                receivedBytes += count
                connection.hasRead = true
                connection.machine.receive(
                    buffer[..<count], at: now, calls: &incoming, actions: &actions)
                perform(for: connection)
                if count < buffer.count || !connection.machine.wantsToRead { return }
            }
        }
    }

    /// Does what the machine decided.
    func perform(for connection: Connection) {
        for action in actions {
            switch action {
            case .answer(let streamID, let status, let method):
                metrics.refused(method, status)
                connection.write(status, on: streamID)
            case .close(let reason):
                connection.closing = reason
            }
        }
        actions.removeAll(keepingCapacity: true)
        wake(connection)
    }

    private func handOver(at now: Moment) {
        guard !incoming.batch.calls.isEmpty else { return }
        incoming.batch.takenAt = now
        handler.handle(incoming.batch, answeringTo: self)
        incoming.batch.removeAll()
    }
}

// MARK: - Answers out

extension ServerLoop: ReplySink {
    nonisolated func deliver(_ replies: any ReplyBatch) {
        guard inbox.put(replies), !bell.ring() else { return }
        executor.queue.async { self.assumeIsolated { $0.turn() } }
    }

    private func write(_ replies: some ReplyBatch, at now: Moment) {
        let isLogged = callLog.isOn
        var found: (number: UInt64, connection: Connection)?
        for (index, tag) in replies.tags.enumerated() {
            if found?.number != tag.connection {
                let token = SlotToken(rawValue: tag.connection)
                guard case .connection(let next) = entries[token] else { continue }
                found = (tag.connection, next)
            }
            guard let connection = found?.connection else { continue }
            let trace = isLogged ? connection.machine.trace(of: tag.serial) : nil
            guard let call = answered(tag, of: connection, at: now) else { continue }
            // Only now: what nobody waits for is not encoded.
            let code = connection.write(replies, at: index, on: tag.streamID)
            metrics.answered(call, code, at: now)
            if isLogged {
                callLog.answered(call, trace, code, from: connection.peer, at: now)
            }
        }
    }

    /// Frees the place of a call that the handler answered; gives it if its peer still waits.
    private func answered(
        _ tag: CallTag, of connection: Connection, at now: Moment
    ) -> CallInFlight? {
        let call = connection.machine.answer(
            streamID: tag.streamID, serial: tag.serial, at: now, within: &incoming.budget)
        startWaiting(of: connection)
        wake(connection)
        if connection.isClosed { release(connection) } else { touch(connection) }
        return call
    }

    private func startWaiting(of connection: Connection) {
        guard connection.machine.canStartWaiting else { return }
        connection.machine.startWaiting(calls: &incoming.batch)
    }

    private func flushTouched(at now: Moment) {
        for connection in touched where !connection.isClosed { flush(connection, at: now) }
        for connection in touched {
            connection.isTouched = false
            connection.hasRead = false
        }
        touched.removeAll(keepingCapacity: true)
        // Answers that went leave places to calls that waited.
        handOver(at: now)
        while unsentBytes > unsentBytesMax, let slowest = slowest { close(slowest, .readerTooSlow) }
    }

    /// The one with the most bytes that it does not take.
    private var slowest: Connection? {
        connections.filter { $0.unsentBooked > 0 }.max { $0.unsentBooked < $1.unsentBooked }
    }

    private func bookUnsent(_ bytes: Int, of connection: Connection) {
        unsentBytes += bytes - connection.unsentBooked
        connection.unsentBooked = bytes
    }

    /// Sends what waits; an answer carries the acknowledgement of what was read, and without one it
    /// is sent by itself.
    private func flush(_ connection: Connection, at now: Moment) {
        let stream = connection.stream
        do {
            let count = try stream.flush()
            sentBytes += count
            connection.machine.sent(count, unsentBytes: stream.unsentBytes, at: now)
            bookUnsent(stream.unsentBytes, of: connection)
            startWaiting(of: connection)
            wake(connection)
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
        bookUnsent(0, of: connection)
        connection.machine.close(at: now, within: &incoming.budget)
        wakes.remove(connection.stream.token)
        // Who sees the end finds it counted.
        metrics.closed(reason)
        connection.stream.close()
        openCount -= 1
        if reason.isRemarkable {
            minuteLog.log(
                .warning, "closed a connection: \(reason)", about: reason.label, "reason")
        }
        logger.debug("closed a connection: \(reason)", metadata: ["peer": "\(connection.peer)"])
        release(connection)
    }

    /// Frees the slot of a closed connection when no call holds it.
    private func release(_ connection: Connection) {
        let token = connection.stream.token
        guard connection.machine.callsInFlight == 0, entries[token] != nil else { return }
        entries.remove(token)
        places.giveBack(connection.group)
    }
}

// MARK: - Time

extension ServerLoop {
    private func ring() {
        alarmAt = nil
        let now = self.now
        for token in wakes.takeDue(at: now) {
            guard case .connection(let connection) = entries[token] else { continue }
            connection.machine.advance(
                to: now, within: &incoming.budget, into: &actions)
            touch(connection)
            perform(for: connection)
        }
        metrics.tellCalls()
        flushTouched(at: now)
        if let stopsAt, stopsAt <= now { closeAll() } else { setAlarm() }
        endRound()
    }

    private func endRound() {
        metrics.moved(received: receivedBytes, sent: sentBytes)
        receivedBytes = 0
        sentBytes = 0
        tellEnd()
    }

    /// Looks at the connection again when its machine wants that.
    func wake(_ connection: Connection) {
        guard !connection.isClosed, let moment = connection.machine.wakesAt else { return }
        wakes.wake(connection.stream.token, at: moment)
        setAlarm()
    }

    /// Makes sure that the loop looks at the time when something comes due; earlier does no harm.
    func setAlarm() {
        let moment = min(wakes.first ?? .distantFuture, stopsAt ?? .distantFuture)
        guard moment < alarmAt ?? .distantFuture else { return }
        alarmAt = moment
        alarm?.set(moment)
    }

    func cancelAlarm() {
        alarm?.cancel()
        alarm = nil
    }
}
