package import EventLoop
import Messages
public import RPC
import Synchronization
import Time

/// Calls a paynotify server over one connection: made at the first call, and again after it was lost.
///
/// Many calls may be in flight at once, from any task. A call is sent at most once: after a lost
/// connection its outcome is unknown, and only the caller can say whether to repeat it.
public final class RPCClient: Sendable {
    private let loop: ClientLoop
    private let clock: any LoopClock
    private let options: RPCClientOptions
    private let lastCallID = Atomic<UInt64>(0)

    /// Makes a client; nothing is sent until the first call.
    ///
    /// - Parameters:
    ///   - address: `127.0.0.1:7070`, `[::1]:7070` or `unix:/path`; names are not looked up.
    ///   - options: Limits and times.
    /// - Throws: ``InvalidServerAddress`` if the text is no address.
    public convenience init(
        _ address: String, options: RPCClientOptions = RPCClientOptions()
    ) throws(InvalidServerAddress) {
        let parsed: SocketAddress
        do {
            parsed = try SocketAddress(parsing: address)
        } catch {
            throw InvalidServerAddress(description: error.description)
        }
        self.init(to: parsed, options: options)
    }

    /// Makes a client with a clock and a source of jitter of the caller's.
    package init(
        to address: SocketAddress, options: RPCClientOptions = RPCClientOptions(),
        clock: any LoopClock = SystemClock(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.options = options
        self.clock = clock
        loop = ClientLoop(address: address, options: options, clock: clock, random: random)
    }

    deinit {
        loop.put(.close(nil))
    }

    /// Ends the connection; calls that are not answered fail, and so does every later one.
    public func close() async {
        await withCheckedContinuation { loop.put(.close($0)) }
    }

    /// Calls a method by its descriptor.
    ///
    /// - Parameters:
    ///   - method: Such as `.notifyStateChange`.
    ///   - request: The method's request message.
    ///   - options: Time and metadata of this call.
    /// - Returns: The method's response message.
    /// - Throws: ``RPCError``, whose case says whether the call may simply be repeated.
    public func call<Request, Response>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request,
        options: CallOptions = CallOptions()
    ) async throws(RPCError) -> Response {
        let payload = try await call(
            service: method.service, method: method.method, payload: request.encoded(),
            options: options)
        do {
            return try Response(decoding: payload, unknownEnumNumbers: .kept)
        } catch {
            throw .refused(RPCStatus(.internal, "the answer does not parse: \(error)"))
        }
    }

    /// Calls a method by its names, with bytes for messages.
    ///
    /// - Parameters:
    ///   - service: Full name with its package.
    ///   - method: Bare name.
    ///   - payload: The encoded request message.
    ///   - options: Time and metadata of this call.
    /// - Returns: The encoded response message.
    /// - Throws: ``RPCError``, whose case says whether the call may simply be repeated.
    public func call(
        service: String, method: String, payload: [UInt8], options: CallOptions = CallOptions()
    ) async throws(RPCError) -> [UInt8] {
        let timeout = options.timeout ?? self.options.callTimeout
        let body: [UInt8]
        do {
            body = try Envelope.encodeRequest(
                service: service, method: method, payload: payload, timeout: timeout,
                metadata: options.metadata)
        } catch {
            throw .refused(error)
        }
        switch await send(body, deadline: clock.now + timeout) {
        case .failure(let error): throw error
        case .success(let response):
            switch Envelope.decodeResponse(response) {
            case .success(let payload): return payload
            case .failure(let status): throw .refused(status)
            }
        }
    }

    private func send(
        _ body: [UInt8], deadline: Moment
    ) async -> ClientLoop.Outcome {
        let id = lastCallID.wrappingAdd(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.put(.call(id, body: body, deadline: deadline, continuation))
                // A cancellation before the call was put in found nothing to cancel.
                if Task.isCancelled { loop.put(.cancel(id)) }
            }
        } onCancel: {
            loop.put(.cancel(id))
        }
    }
}

/// A text that is no server's address; the description says what is wrong with it.
public struct InvalidServerAddress: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what an address looks like.
    public let description: String
}
