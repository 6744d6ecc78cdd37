import EventLoop
import Framing
import RPC

/// One thread of the generator: calls over its connections until the run's end.
///
/// It reads many answers by one receive, makes the calls that these let go, and sends them by one
/// call. It allocates nothing for a call and encodes nothing but what a template's copy needs.
struct LoadLoop<Load: Traffic> {
    private var traffic: Load
    private let shape: LoadShape
    private let rate: Double?
    private let collector: Collector
    private let poller: SleepingPoller
    private let connections: [LoadConnection]
    private var recorder: Recorder
    private var times = Collector.Times(start: 0, measureFrom: 0, end: 0)
    /// Of an open loop.
    private var schedule: Schedule?
    /// Lanes of an open loop that wait for a call to be due, those that waited longest first.
    private var free: [Int] = []
    private var freeHead = 0
    private var callsInFlight = 0
    private var lateCalls = 0

    /// How long a run waits for the answers to its last calls.
    private static var drainNanosecondsMax: Int64 { 10_000_000_000 }
    /// A call that leaves so long after its moment is told of, in nanoseconds.
    private static var lateAfter: Int64 { 10_000_000 }
    private static var readBytesMax: Int { 256 << 10 }

    /// Connects.
    init(
        _ number: Int, of shape: LoadShape, to address: SocketAddress, _ traffic: Load,
        _ collector: Collector
    ) throws {
        let poller = try SleepingPoller()
        connections = try (0..<shape.connections(ofLoop: number)).map {
            try LoadConnection(to: address, number: $0, inFlightMax: shape.inFlight, in: poller)
        }
        self.traffic = traffic
        self.shape = shape
        rate = shape.rate.map { $0 / Double(shape.loops) }
        self.collector = collector
        self.poller = poller
        recorder = Recorder(collector)
    }

    /// Calls until the end; the caller tells the collector.
    mutating func run() -> (endedAt: Int64, lateCalls: Int) {
        collector.becomeReady()
        waitForStart()
        begin()
        var buffer = [UInt8](repeating: 0, count: Self.readBytesMax)
        var now = MachineTime.now
        while !isOver(at: now) {
            for event in poller.sleep(nanosecondsMax: nextMoment(after: now) - now) {
                serve(connections[event.token.slot], event, &buffer)
            }
            now = MachineTime.now
            makeDueCalls(at: now)
            recorder.advance(to: now)
        }
        countUnanswered()
        for connection in connections { connection.close() }
        recorder.finish()
        return (max(recorder.lastAnswer, min(now, times.end)), lateCalls)
    }

    private mutating func waitForStart() {
        while !collector.isCancelled {
            if let times = collector.times, times.start <= MachineTime.now {
                self.times = times
                break
            }
            _ = poller.sleep(nanosecondsMax: 200_000)
        }
        recorder.measureFrom = times.measureFrom
    }

    /// Fills all lanes, or begins the schedule.
    private mutating func begin() {
        MachineTime.sleepExactly()
        if let rate {
            schedule = Schedule(start: times.start, callsPerSecond: rate)
            free = Array(0..<connections.count * shape.inFlight)
            return
        }
        let now = MachineTime.now
        for (index, connection) in connections.enumerated() {
            for place in 0..<shape.inFlight {
                _ = call(connection, lane: index * shape.inFlight + place, due: now)
            }
            flush(connection)
        }
    }

    // MARK: Calling

    /// Gathers the lane's next call; false: it has none.
    private mutating func call(_ connection: LoadConnection, lane: Int, due: Int64) -> Bool {
        let id = connection.calls.add(lane: lane, due: due)
        guard traffic.appendCall(lane: lane, streamID: id, to: &connection.outgoing) else {
            _ = connection.calls.take(id)
            return false
        }
        callsInFlight += 1
        return true
    }

    /// Makes the calls of the schedule whose moment has come, as far as lanes are free.
    private mutating func makeDueCalls(at now: Int64) {
        guard var schedule else { return }
        while freeHead < free.count, schedule.nextDue < times.end,
            let due = schedule.take(at: now)
        {
            if due >= times.measureFrom, now - due > Self.lateAfter { lateCalls += 1 }
            while freeHead < free.count {
                let lane = free[freeHead]
                freeHead += 1
                let connection = connections[lane / shape.inFlight]
                if connection.isOpen, call(connection, lane: lane, due: due) { break }
            }
        }
        self.schedule = schedule
        if freeHead > free.count / 2 {
            free.removeFirst(freeHead)
            freeHead = 0
        }
        for connection in connections where !connection.outgoing.isEmpty { flush(connection) }
    }

    private mutating func flush(_ connection: LoadConnection) {
        do {
            try connection.flush()
        } catch {
            lose(connection, error.description)
        }
    }

    // MARK: Answers

    private mutating func serve(
        _ connection: LoadConnection, _ event: Poller.Event, _ buffer: inout [UInt8]
    ) {
        if event.canWrite { flush(connection) }
        guard event.canRead || event.hasHungUp else { return }
        do {
            switch try connection.receive(into: &buffer) {
            case .nothing: break
            case .end: lose(connection, "the server closed a connection")
            case .bytes(let count):
                try takeFrames(connection, buffer, count: count, at: MachineTime.now)
                flush(connection)
            }
        } catch {
            lose(connection, "\(error)")
        }
    }

    /// Takes the whole frames and keeps what is left of the last one.
    private mutating func takeFrames(
        _ connection: LoadConnection, _ bytes: [UInt8], count: Int, at now: Int64
    ) throws {
        if connection.tail.isEmpty {
            let taken = try takeWholeFrames(connection, bytes, count: count, at: now)
            if taken < count { connection.tail.append(contentsOf: bytes[taken..<count]) }
        } else {
            connection.tail.append(contentsOf: bytes[..<count])
            let all = connection.tail
            let taken = try takeWholeFrames(connection, all, count: all.count, at: now)
            connection.tail = Array(all[taken...])
        }
    }

    private mutating func takeWholeFrames(
        _ connection: LoadConnection, _ bytes: [UInt8], count: Int, at now: Int64
    ) throws -> Int {
        var start = 0
        while count - start >= FrameHeader.byteCount {
            let header = FrameHeader(decoding: bytes[start..<start + FrameHeader.byteCount])
            guard header.length <= FrameLimits.protocolBodyBytesMax else { throw NotOurProtocol() }
            let body = start + FrameHeader.byteCount
            let end = body + Int(header.length)
            guard end <= count else { break }
            if header.type == .response, let call = connection.calls.take(header.streamID) {
                answered(connection, call, bytes, body..<end, at: now)
            }
            start = end
        }
        return start
    }

    private mutating func answered(
        _ connection: LoadConnection, _ call: CallRing.Call, _ bytes: [UInt8], _ body: Range<Int>,
        at now: Int64
    ) {
        callsInFlight -= 1
        let reply = ReplyScan(bytes, body)
        let lane = Int(call.lane)
        let decision =
            reply.code == 0
            ? traffic.answered(lane: lane, bytes: bytes, payload: reply.payload) : nil
        if counts(call.due, at: now) {
            recorder.answered(due: call.due, at: now, code: reply.code, decision)
            if reply.code != 0 { tellFirst(Array(bytes[body])) }
        }
        if schedule != nil {
            free.append(lane)
        } else if now < times.end {
            _ = self.call(connection, lane: lane, due: now)
        }
    }

    /// A closed loop counts by the answer, an open one by the moment that the call was due.
    private func counts(_ due: Int64, at now: Int64) -> Bool {
        let moment = schedule == nil ? now : due
        return moment >= times.measureFrom && moment < times.end
    }

    // MARK: The end

    private func isOver(at now: Int64) -> Bool {
        if collector.isCancelled || !connections.contains(where: \.isOpen) { return true }
        if callsInFlight == 0 {
            return now >= times.end || schedule == nil || freeHead >= free.count
        }
        return now >= times.end && now - times.end > Self.drainNanosecondsMax
    }

    /// The next moment to look at the clock: a call is due, or a second or the run is over.
    private func nextMoment(after now: Int64) -> Int64 {
        var moment = recorder.endOfSecond(at: now)
        if now < times.end { moment = min(moment, times.end) }
        if let schedule, freeHead < free.count, schedule.nextDue < times.end {
            moment = min(moment, schedule.nextDue)
        }
        return moment
    }

    /// Counts calls that got no answer, and those that were due and never left.
    private mutating func countUnanswered() {
        for connection in connections { giveUp(connection) }
        guard var schedule, !collector.isCancelled else { return }
        while schedule.nextDue < times.end, let due = schedule.take(at: times.end) {
            guard due >= times.measureFrom else { continue }
            recorder.failed(due: due, at: times.end, SecondRecord.notSent)
        }
    }

    private mutating func lose(_ connection: LoadConnection, _ reason: String) {
        guard connection.isOpen else { return }
        collector.remark("a connection was lost: \(reason)")
        giveUp(connection)
        connection.close()
    }

    private mutating func giveUp(_ connection: LoadConnection) {
        let now = MachineTime.now
        for call in connection.calls.takeAll() {
            callsInFlight -= 1
            guard call.due >= times.measureFrom, call.due < times.end, !collector.isCancelled
            else { continue }
            recorder.failed(due: call.due, at: now, SecondRecord.outcomeUnknown)
        }
    }

    private mutating func tellFirst(_ body: [UInt8]) {
        guard !recorder.hasTold else { return }
        recorder.hasTold = true
        guard case .failure(let status) = Envelope.decodeResponse(body) else { return }
        collector.remark("the first error was \(status.code.name): \(status.message)")
    }
}

/// Bytes that are no frames.
struct NotOurProtocol: Error, CustomStringConvertible {
    var description: String { "the server does not speak the protocol" }
}
