import CAllocations
import Calls
import Framing
import Messages
import Notifications
import RPC
import TestKit
import Time

@testable import RPCServer

/// The way of NotifyStateChange calls from the bytes of a read to a store that only keeps them.
final class WayIn {
    private let store = RecordingStore()
    private let handler: CallHandler
    private let sink = NoSink()
    private var machine: ConnectionMachine
    private var taken: TakenCalls
    private var actions: [ConnectionMachine.Action] = []
    private let now = Moment.now

    init() {
        store.set(.stalls)
        handler = CallHandler(
            store: store, access: OpenAccess(), zones: NoZones(), health: Serving(),
            refusals: NoRefusals(),
            queriesOn: globalConcurrentExecutor, queriesAtOnce: 4, clock: SteppedLoopClock())
        var limits = Limits()
        limits.callsInWorkMax = 100_000
        let room = RoomForBodies(max: limits.unfinishedBytesMax)
        let rules = ConnectionRules(limits: limits, room: room, methods: handler.methods)
        limits.serverCallsMax = 100_000
        machine = ConnectionMachine(
            rules, number: 1, peer: .unix(user: 1, process: 2), at: now)
        taken = TakenCalls(
            budget: CallBudget(limits, methods: handler.methods.names.count))
    }

    /// Takes one read of that many calls in; gives how often this thread allocated for it.
    func allocations(takingIn count: Int) throws -> Int {
        let bytes = try (0..<count).flatMap { number in
            try Self.frame(streamID: UInt32(number * 2 + 1)).encoded
        }
        let before = allocations_of_this_thread()
        machine.receive(bytes[...], at: now, calls: &taken, actions: &actions)
        handler.handle(taken.batch, answeringTo: sink)
        let after = allocations_of_this_thread()
        for call in taken.batch.calls {
            _ = machine.answer(
                streamID: call.tag.streamID, serial: call.tag.serial, at: now,
                within: &taken.budget)
        }
        taken.batch.removeAll()
        return Int(after - before)
    }

    /// Takes that many calls in and has the store answer them; gives how often its thread allocated.
    func allocations(answering count: Int) throws -> Int {
        _ = try allocations(takingIn: count)
        let before = allocations_of_this_thread()
        store.release()
        return Int(allocations_of_this_thread() - before)
    }

    /// How many commands have reached the store.
    var commandCount: Int { store.batches.reduce(0) { $0 + $1.count } }

    /// A call as services make it: names and keys of 36 characters.
    private static func frame(streamID: UInt32) throws -> Frame {
        let request = NotifyStateChangeRequest(
            merchantID: "load-000", sessionID: "8c0b9d56-27a4-4a08-9e0c-0d3c2c6a1f11", state: .paid,
            eventID: "51f2f6a0-3a0f-4f0e-8a57-3f2f0f7f9a10",
            occurredAtMilliseconds: 1_700_000_000_000)
        let method = MethodDescriptor<NotifyStateChangeRequest, NotifyStateChangeResponse>
            .notifyStateChange
        let body = try Envelope.encodeRequest(
            service: method.service, method: method.method, payload: request.encoded(),
            timeout: .seconds(5))
        return Frame(streamID: streamID, type: .request, body: body)
    }
}

private final class NoSink: ReplySink {
    func deliver(_ replies: any ReplyBatch) {}
}

struct Serving: HealthSource {
    let isServing = true
}

struct NoRefusals: RefusalCounter {
    func countRefusal(reason: String) {}
}

struct NoZones: ZoneRules {
    func knows(zone: String) -> Bool { false }
    func offsetSeconds(zone: String, at moment: Timestamp) -> Int { 0 }
}
