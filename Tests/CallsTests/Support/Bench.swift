import Calls
import Messages
import Notifications
import RPC
import Synchronization
import TestKit
import Time

/// A handler over a store, with a sink that can be waited for.
struct Bench {
    let store: any CallStore
    let health: SettableHealth
    let refusals = CountedRefusals()
    let sink = CollectingSink()
    let clock = SteppedLoopClock()
    private let handler: CallHandler

    /// The time of the calls' deadlines, which stands still until the clock is moved.
    var now: Moment { clock.now }

    init(
        _ store: any CallStore, isServing: Bool = true,
        access: any AccessPolicy = OpenAccess(),
        queriesOn executor: any TaskExecutor = globalConcurrentExecutor
    ) {
        self.store = store
        health = SettableHealth(isServing: isServing)
        handler = CallHandler(
            store: store, access: access, zones: TwoZones(), health: health,
            refusals: refusals, queriesOn: executor, queriesAtOnce: 4, clock: clock)
    }

    /// Hands requests over as one batch, tagged by their places in it.
    func handle(
        _ requests: [RPCRequest], for other: (any ReplySink)? = nil,
        from peer: Peer = .unix(user: 7, process: 12)
    ) {
        var batch = CallBatch()
        batch.takenAt = now
        for (index, request) in requests.enumerated() {
            batch.add(request, to: handler.methods, tag: .number(index), from: peer)
        }
        handler.handle(batch, answeringTo: other ?? sink)
    }

    /// The reply to one call.
    func reply(to request: RPCRequest) async -> RPCReply {
        handle([request])
        guard let reply = await sink.next()?.first else { return .failure(RPCStatus(.dataLoss)) }
        return reply.1
    }

    /// The reply to a call of a method, decoded.
    func call<Request, Response: WireMessage>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request
    ) async throws -> Response {
        let payload = try await reply(to: RPCRequest(method, request)).get()
        return try Response(decoding: payload, unknownEnumNumbers: .refused)
    }

    /// The status of a call that has to be refused.
    func refusal<Request, Response>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request
    ) async -> RPCStatus? {
        await refusal(of: RPCRequest(method, request))
    }

    /// The status of a call that has to be refused.
    func refusal(of request: RPCRequest) async -> RPCStatus? {
        guard case .failure(let status) = await reply(to: request) else { return nil }
        return status
    }
}

extension RPCRequest {
    init<Request: WireMessage, Response>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request,
        deadline: Moment? = nil
    ) {
        self.init(
            service: method.service, method: method.method, payload: request.encoded(),
            deadline: deadline)
    }
}

extension CallTag {
    static func number(_ index: Int) -> CallTag {
        CallTag(
            connection: 7, serial: UInt32(index), streamID: UInt32(index * 2 + 1))
    }
}

/// Keeps each list of replies until it is asked for.
final class CollectingSink: ReplySink {
    typealias Replies = [(CallTag, RPCReply)]

    private let stream: AsyncStream<Replies>
    private let continuation: AsyncStream<Replies>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Replies.self)
    }

    func deliver(_ batch: any ReplyBatch) {
        continuation.yield(batch.replies)
    }

    /// The next list, as soon as it comes.
    func next() async -> Replies? {
        for await replies in stream { return replies }
        return nil
    }
}

/// Serves or not, as it is told.
struct SettableHealth: HealthSource {
    let isServing: Bool
}

/// The reasons of the refusals, in their order.
final class CountedRefusals: RefusalCounter {
    private let counted = Mutex<[String]>([])

    var reasons: [String] { counted.withLock(\.self) }

    func countRefusal(reason: String) { counted.withLock { $0.append(reason) } }
}

/// Knows Kuwait and UTC.
struct TwoZones: ZoneRules {
    func knows(zone: String) -> Bool { zone == "Asia/Kuwait" || zone == "UTC" }
    func offsetSeconds(zone: String, at moment: Timestamp) -> Int {
        zone == "Asia/Kuwait" ? 10_800 : 0
    }
}
