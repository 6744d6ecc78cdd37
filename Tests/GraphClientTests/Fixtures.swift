import Notifications
import Synchronization

@testable import GraphClient

let accessToken = "EAAtheaccesstoken"

let account = SenderAccount(
    phoneNumberID: PhoneNumberID(rawValue: "800000000000002"), accountID: "700000000000001",
    accessToken: Secret(accessToken), appSecret: Secret("app-secret"))

/// HMAC-SHA256 of the token with the secret, made by another program.
let proof =
    "appsecret_proof="
    + "842e7afb6b209a3e916f5a2f45f6556d26a2bb03fb1353b224b53588f4f6229d"

let acceptedBody = #"{"messages":[{"id":"wamid.A","message_status":"accepted"}]}"#
let accepted = SendResult.accepted(MessageID(rawValue: "wamid.A"), isHeld: false)

func outbound(token: String = "attempt-1") -> OutboundMessage {
    OutboundMessage(
        reference: NotificationReference(
            merchant: MerchantID(rawValue: "shop"), notification: NotificationID(rawValue: "n-1")),
        token: AttemptToken(rawValue: token), to: PhoneNumber(checkedE164: "+96512345678"),
        templateName: "payment_received", templateLanguage: "en_US", parts: [])
}

/// An answer with the body and its length.
func answer(_ status: String, _ body: String, headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
}

/// Runs against a peer, and closes both afterwards.
@discardableResult
func withPeer<Result: Sendable>(
    _ script: @escaping ScriptedPeer.Script, clock: any Clock<Duration> = ContinuousClock(),
    configure: (inout GraphOptions) -> Void = { _ in },
    _ body: (ScriptedPeer, GraphConnection) async throws -> Result
) async throws -> Result {
    let peer = try ScriptedPeer(script)
    defer { peer.stop() }
    var options = GraphOptions()
    options.baseURL = peer.baseURL
    configure(&options)
    let connection = try GraphConnection(options: options, clock: clock)
    do {
        let result = try await body(peer, connection)
        await connection.shutdown()
        return result
    } catch {
        await connection.shutdown()
        throw error
    }
}

/// A clock on which no time passes until all of it does at once.
final class StoppedClock: Clock {
    typealias Instant = ContinuousClock.Instant

    private struct State {
        var hasPassed = false
        var nextSleeper = 0
        var sleepers: [Int: CheckedContinuation<Void, any Error>] = [:]
    }

    private let start = ContinuousClock.now
    let minimumResolution = Duration.zero
    private let state = Mutex(State())

    var now: Instant { start + (state.withLock(\.hasPassed) ? .seconds(86_400) : .zero) }

    /// How many sleeps were begun.
    var sleeps: Int { state.withLock(\.nextSleeper) }

    /// Ends every sleep, those to come too.
    func passAllTime() {
        let sleepers = state.withLock { state in
            state.hasPassed = true
            defer { state.sleepers = [:] }
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if !state.hasPassed && !Task.isCancelled {
                        state.sleepers[number] = continuation
                        return false
                    }
                    return true
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?
                .resume(throwing: CancellationError())
        }
        try Task.checkCancellation()
    }
}

extension GraphSender {
    func send(_ message: OutboundMessage, from account: SenderAccount) async -> SendResult {
        await send(message, from: account, onLeave: {})
    }
}
