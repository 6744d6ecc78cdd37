import Dispatch
import EventLoop
import Framing
import RPC
import Time

/// The one connection of a client, on its queue: does what the machine decides.
actor ClientLoop: QueueActor {
    typealias CallID = ClientMachine.CallID
    /// The body of the answer's frame, or why there is none.
    typealias Outcome = Result<[UInt8], RPCError>

    /// What callers ask for.
    enum Command: Sendable {
        case call(
            CallID, body: [UInt8], deadline: Moment,
            CheckedContinuation<Outcome, Never>)
        case cancel(CallID)
        /// Ends all; who asked is told when it is done.
        case close(CheckedContinuation<Void, Never>?)
    }

    /// A call that has not ended.
    private struct Pending {
        let body: [UInt8]
        let continuation: CheckedContinuation<Outcome, Never>
    }

    nonisolated let executor = QueueExecutor(label: "rpc.client")
    private nonisolated let inbox = Inbox<Command>()
    private let address: SocketAddress
    private let clock: any LoopClock
    private var machine: ClientMachine
    private var actions: [ClientMachine.Action] = []
    private var pending: [CallID: Pending] = [:]

    private var poller: Poller?
    private var alarm: (any Alarm)?
    private var alarmAt: Moment?
    private var stream: ByteStream?
    private var isConnected = false
    private var decoder = FrameDecoder()
    /// Tells the events of this connection from those of the one before.
    private var connectionNumber: UInt64 = 0
    private var buffer = [UInt8](repeating: 0, count: ClientLoop.readBytesMax)

    private static let readBytesMax = 64 << 10
    /// Rounds of a turn before the queue's other work runs.
    private static let roundsPerTurnMax = 16

    init(
        address: SocketAddress, options: RPCClientOptions, clock: any LoopClock,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.address = address
        self.clock = clock
        machine = ClientMachine(address: "\(address)", options: options, random: random)
    }

    /// Asks from any thread.
    nonisolated func put(_ command: Command) {
        guard inbox.put(command) else { return }
        executor.queue.async { self.assumeIsolated { $0.turn() } }
    }

    /// Serves everything that is ready, and goes to sleep when nothing is.
    private func turn() {
        inbox.wake()
        for _ in 0..<Self.roundsPerTurnMax {
            let now = clock.now
            let isQuiet = readAll(at: now)
            for command in inbox.take() { obey(command, at: now) }
            flush(at: now)
            if isQuiet, inbox.sleep() { return }
        }
        executor.queue.async { self.assumeIsolated { $0.turn() } }
    }

    private func obey(_ command: Command, at now: Moment) {
        switch command {
        case .call(let id, let body, let deadline, let continuation):
            pending[id] = Pending(body: body, continuation: continuation)
            machine.start(id, deadline: deadline, at: now, into: &actions)
        case .cancel(let id):
            machine.cancel(id, into: &actions)
        case .close:
            machine.close(into: &actions)
        }
        perform(at: now)
        if case .close(let waiter) = command {
            stop()
            waiter?.resume()
        }
    }

    /// Does what the machine decided; what that leads to is decided in turn.
    private func perform(at now: Moment) {
        while !actions.isEmpty {
            let decided = actions
            actions = []
            for action in decided { perform(action, at: now) }
        }
        guard let moment = machine.wakesAt, alarmAt.map({ moment < $0 }) ?? true else { return }
        alarmAt = moment
        if alarm == nil {
            alarm = clock.makeAlarm(on: executor.queue) { self.assumeIsolated { $0.ring() } }
        }
        alarm?.set(moment)
    }

    private func perform(_ action: ClientMachine.Action, at now: Moment) {
        switch action {
        case .connect: connect(at: now)
        case .disconnect: disconnect()
        case .fail(let id, let error): end(id, .failure(error))
        case .send(let id, let streamID):
            guard let body = pending[id]?.body else { return }
            let frame = Frame(streamID: streamID, type: .request, body: body)
            stream?.write { frame.encode(into: &$0) }
        }
    }

    private func end(_ id: CallID, _ outcome: Outcome) {
        pending.removeValue(forKey: id)?.continuation.resume(returning: outcome)
    }

    private func ring() {
        alarmAt = nil
        let now = clock.now
        machine.advance(to: now, into: &actions)
        perform(at: now)
        flush(at: now)
    }

    private func stop() {
        alarm?.cancel()
        alarm = nil
        poller?.cancel()
        poller = nil
    }
}

// MARK: - The connection

extension ClientLoop {
    private func connect(at now: Moment) {
        connectionNumber += 1
        decoder = FrameDecoder()
        do {
            stream = try open()
        } catch {
            machine.connectFailed(error.name, at: now, into: &actions)
        }
    }

    private func open() throws(SocketError) -> ByteStream {
        let poller = try watching()
        return try ByteStream(
            .plain(Socket.connecting(to: address), isTCP: address.isTCP), in: poller,
            as: SlotToken(rawValue: connectionNumber), for: .write)
    }

    /// The set of the one connection, made for the first.
    private func watching() throws(SocketError) -> Poller {
        if let poller { return poller }
        let made = try Poller(on: executor.queue) { self.assumeIsolated { $0.turn() } }
        poller = made
        return made
    }

    private func disconnect() {
        stream?.close()
        stream = nil
        isConnected = false
    }

    /// Reads what is ready; true if nothing was.
    private func readAll(at now: Moment) -> Bool {
        guard let events = poller?.poll() else { return true }
        for event in events {
            guard let stream, event.token == stream.token else { continue }
            if !isConnected { finishConnecting(stream, at: now) }
            if isConnected, event.canRead || event.hasHungUp { read(stream, at: now) }
            perform(at: now)
        }
        return events.isEmpty
    }

    private func finishConnecting(_ stream: ByteStream, at now: Moment) {
        if let reason = stream.finishConnecting() {
            disconnect()
            machine.connectFailed(reason, at: now, into: &actions)
        } else {
            isConnected = true
            machine.connected(at: now, into: &actions)
        }
    }

    /// Reads until a read is short; what is left is reported again.
    private func read(_ stream: ByteStream, at now: Moment) {
        do {
            switch try stream.receive(into: &buffer) {
            case .nothing: break
            case .end: machine.lost("the server closed it", at: now, into: &actions)
            case .bytes(let count):
                stream.acknowledge()
                decoder.append(buffer[..<count])
                while let event = decoder.next() { receive(event, at: now) }
            }
        } catch {
            machine.lost(error.name, at: now, into: &actions)
        }
    }

    private func receive(_ event: FrameDecoder.Event, at now: Moment) {
        switch event {
        case .frame(let frame) where frame.type == .response && frame.streamID == 0:
            turnAway(frame.body, at: now)
        case .frame(let frame) where frame.type == .response:
            guard let id = machine.answered(frame.streamID, at: now, into: &actions) else { return }
            end(id, .success(frame.body))
        case .frame: break
        case .tooLarge(let header):
            guard let id = machine.answered(header.streamID, at: now, into: &actions)
            else { return }
            let status = RPCStatus(
                .resourceExhausted, "the answer has \(header.length) bytes, too many for a frame")
            end(id, .failure(.refused(status)))
        case .notThisProtocol(let name):
            machine.lost("the server speaks \(name.rawValue)", at: now, into: &actions)
        case .framingLost(let byte):
            machine.lost("a frame starts with byte \(byte)", at: now, into: &actions)
        }
    }

    /// The server answers nobody's call with a status of the whole connection.
    private func turnAway(_ envelope: [UInt8], at now: Moment) {
        guard case .failure(let status) = Envelope.decodeResponse(envelope) else { return }
        for id in machine.turnedAway() { end(id, .failure(.refused(status))) }
        machine.lost(status.message, at: now, into: &actions)
    }

    private func flush(at now: Moment) {
        guard isConnected, let stream else { return }
        do {
            _ = try stream.flush()
        } catch {
            // It may have said why before it closed.
            read(stream, at: now)
            machine.lost(error.name, at: now, into: &actions)
            perform(at: now)
        }
    }
}
