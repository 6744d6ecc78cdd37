import Framing
import RPC
import TestKit
import Time

@testable import RPCServer

/// A machine with a clock that the test moves, and everything that came out of it.
final class MachineUnderTest {
    struct Call {
        var request: RPCRequest
        var streamID: UInt32
        var serial: UInt32
    }

    /// A loop's budget, which machines share.
    final class Budget {
        var budget: CallBudget

        init(_ limits: Limits) {
            budget = CallBudget(limits, methods: MethodNames.test.names.count)
        }
    }

    let limits: Limits
    private let budget: Budget
    private let keepsTraces: Bool
    var machine: ConnectionMachine
    private(set) var now = Moment.now
    private(set) var calls: [Call] = []
    private(set) var answers: [(streamID: UInt32, status: RPCStatus)] = []
    private(set) var closed: CloseReason?

    /// The room is shared with other machines, or its own.
    init(
        limits: Limits = Limits(), room: RoomForBodies? = nil, budget: Budget? = nil,
        keepsTraces: Bool = false
    ) {
        self.limits = limits
        self.keepsTraces = keepsTraces
        let room = room ?? RoomForBodies(max: limits.unfinishedBytesMax)
        machine = ConnectionMachine(
            ConnectionRules(limits: limits, room: room, methods: .test),
            number: 7, peer: .unix(user: nil, process: nil), at: now)
        self.budget = budget ?? Budget(limits)
    }

    func receive(_ bytes: [UInt8]) {
        var actions: [ConnectionMachine.Action] = []
        var taken = TakenCalls(budget: budget.budget, keepsTraces: keepsTraces)
        machine.receive(bytes[...], at: now, calls: &taken, actions: &actions)
        budget.budget = taken.budget
        note(taken.batch)
        note(actions)
    }

    /// What the caller calls the call with that number.
    func trace(of number: Int) -> CallTrace? { machine.trace(of: calls[number].serial) }

    func close() { machine.close(at: now, within: &budget.budget) }

    private func note(_ batch: CallBatch) {
        calls += batch.calls.map { call in
            Call(
                request: batch.request(of: call, to: .test), streamID: call.tag.streamID,
                serial: call.tag.serial)
        }
    }

    /// Moves the clock; the machine is woken only if it asked for it.
    func advance(by step: Duration) {
        now += step
        guard let moment = machine.wakesAt, moment <= now else { return }
        var actions: [ConnectionMachine.Action] = []
        machine.advance(to: now, within: &budget.budget, into: &actions)
        note(actions)
    }

    /// Answers the call with that number; true if the peer gets the answer.
    func answer(_ number: Int) -> Bool {
        let call = calls[number]
        let answered = machine.answer(
            streamID: call.streamID, serial: call.serial, at: now,
            within: &budget.budget)
        startWaiting()
        return answered != nil
    }

    /// What the peer has not taken of its answers.
    func leaveUnsent(_ bytes: Int) {
        machine.sent(1, unsentBytes: bytes, at: now)
        startWaiting()
    }

    private func startWaiting() {
        guard machine.canStartWaiting else { return }
        var batch = CallBatch()
        machine.startWaiting(calls: &batch)
        note(batch)
    }

    private func note(_ actions: [ConnectionMachine.Action]) {
        for action in actions {
            switch action {
            case .answer(let streamID, let status, _): answers.append((streamID, status))
            case .close(let reason): closed = reason
            }
        }
    }
}

/// The bytes of a request frame.
func request(
    id: UInt32, service: String = "test.Service", method: String = "Echo", payload: [UInt8] = [],
    timeout: Duration? = nil, metadata: [MetadataEntry] = [], flags: UInt8 = 0
) -> [UInt8] {
    do {
        let body = try Envelope.encodeRequest(
            service: service, method: method, payload: payload, timeout: timeout,
            metadata: metadata)
        return Frame(streamID: id, type: .request, flags: flags, body: body).encoded
    } catch {
        preconditionFailure("the test writes only legal requests: \(error)")
    }
}

/// The bytes of a header alone.
func header(length: UInt32, id: UInt32, type: FrameType = .request) -> [UInt8] {
    var bytes: [UInt8] = []
    FrameHeader(length: length, streamID: id, type: type).encode(into: &bytes)
    return bytes
}
