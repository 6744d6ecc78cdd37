import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore
import Notifications
import WhatsApp

/// Meta's calls: `/webhooks/whatsapp/{authenticator_id}`.
///
/// The path names the authenticator, so that its secrets are known before anything is parsed.
struct WebhookRoutes: Sendable {
    /// Characters of an authenticator's id that is looked for.
    private static let idLengthMax = 64

    let options: GatewayOptions
    let store: any NotificationStore
    let meters: GatewayMeters
    let logger: Logger

    func add(to router: Router<GatewayContext>) {
        let path: RouterPath = "/webhooks/whatsapp/{authenticator_id}"
        router.get(path) { try await shakeHands($0, $1) }
        router.post(path) { try await receive($0, $1) }
    }

    // MARK: The handshake

    private func shakeHands(_ request: Request, _ context: GatewayContext) async throws -> Response
    {
        let query = request.uri.queryParameters
        let handshake = Handshake(
            mode: query["hub.mode"].map(String.init),
            token: query["hub.verify_token"].map(String.init),
            challenge: query["hub.challenge"].map(String.init))
        let authenticator: Authenticator?
        do { authenticator = try await self.authenticator(context) } catch {
            return unavailable(error.description)
        }
        let challenge = authenticator.flatMap { handshake.answer(verifyToken: $0.verifyToken) }
        meters.countHandshake(accepted: challenge != nil)
        guard let challenge else { return .line(.forbidden, "forbidden") }
        return .plain(.ok, challenge)
    }

    // MARK: News

    private func receive(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let found: Authenticator?
        do { found = try await authenticator(context) } catch {
            return unavailable(error.description)
        }
        guard let authenticator = found else {
            meters.count(.unknownAuthenticator)
            return .line(.notFound, "no such authenticator")
        }
        guard let body = try await collect(request, context) else {
            meters.count(.tooLarge)
            return .line(.contentTooLarge, "the body is too large")
        }
        let signature = SignatureCheck(appSecret: authenticator.appSecret)
        guard signature.accepts(header: Self.signature(of: request), body: body) else {
            meters.count(.badSignature)
            logger.notice(
                "webhook with a bad signature",
                metadata: ["authenticator": "\(authenticator.id)"])
            return .line(.unauthorized, "the signature is not good")
        }
        return await timed { await record(body, of: authenticator) }
    }

    /// The body in one piece; nil if it is too large.
    ///
    /// A body that takes too long ends with its connection.
    private func collect(_ request: Request, _ context: GatewayContext) async throws -> [UInt8]? {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > Webhook.bodyBytesMax { return nil }
        let channel = context.channel
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(options.bodyTimeout)) {
            channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        do {
            return Array(
                try await request.body.collect(upTo: Webhook.bodyBytesMax).readableBytesView)
        } catch is NIOTooManyBytesError {
            return nil
        }
    }

    /// Hands all that is the authenticator's to the store, in one piece, and waits for the commit.
    private func record(_ body: [UInt8], of authenticator: Authenticator) async -> Response {
        let events: [WebhookEvent]
        do throws(MalformedAnswer) { events = try Webhook(body: body).events } catch {
            meters.count(.malformed)
            logger.notice(
                "webhook that is no JSON object",
                metadata: ["authenticator": "\(authenticator.id)"])
            return .line(.badRequest, "the body is not \(error.expected)")
        }
        let own = events.map { $0.checked(for: authenticator) }
        let failures = await submit(own.compactMap(\.command))
        guard failures.allSatisfy(\.isFinal) else {
            return unavailable("the store did not commit it")
        }
        for event in own { note(event, of: authenticator) }
        meters.countRefused(failures.count)
        meters.count(.stored)
        return .line(.ok, "ok")
    }

    private func note(_ event: WebhookEvent, of authenticator: Authenticator) {
        meters.count(event)
        guard case .accountEvent(let event) = event else { return }
        // Numbers that stop are news for whoever looks after the daemon.
        let level: Logger.Level = if case .stopped = event.effect { .warning } else { .notice }
        logger.log(
            level: level, "news of the account",
            metadata: ["authenticator": "\(authenticator.id)", "news": "\(event.news)"])
    }

    /// What became of the commands that failed.
    private func submit(_ commands: [Command]) async -> [CommandFailure] {
        if commands.isEmpty { return [] }
        let deadline = ContinuousClock.now + options.commitTimeout
        let results = await withCheckedContinuation { continuation in
            store.submit(commands.map { Submission($0, deadline: deadline) }) {
                continuation.resume(returning: $0)
            }
        }
        return results.compactMap { result in
            if case .failure(let failure) = result { failure } else { nil }
        }
    }

    /// Does the work and records how long it took.
    private func timed(_ work: () async -> Response) async -> Response {
        let start = ContinuousClock.now
        let response = await work()
        meters.duration.record(duration: ContinuousClock.now - start)
        return response
    }

    // MARK: Common

    /// The authenticator that the path names.
    private func authenticator(
        _ context: GatewayContext
    ) async throws(StoreFailure) -> Authenticator? {
        guard let id = context.parameters.get("authenticator_id"),
            (1...Self.idLengthMax).contains(id.utf8.count)
        else { return nil }
        return try await store.authenticator(AuthenticatorID(rawValue: id))
    }

    /// Meta repeats what was answered so.
    private func unavailable(_ reason: String) -> Response {
        meters.count(.unavailable)
        logger.warning("webhook not served", metadata: ["reason": "\(reason)"])
        return .line(.serviceUnavailable, "not available, try again")
    }

    private static func signature(of request: Request) -> String? {
        HTTPField.Name(SignatureCheck.headerName).flatMap { request.headers[$0] }
    }
}

extension WebhookEvent {
    /// The event, or `foreign` if it is of a number or an account that is not the authenticator's.
    fileprivate func checked(for authenticator: Authenticator) -> WebhookEvent {
        switch self {
        case .receipt(let report) where report.phoneNumberID != authenticator.phoneNumberID:
            .ignored(.foreign)
        case .consent(let report) where report.phoneNumberID != authenticator.phoneNumberID:
            .ignored(.foreign)
        case .templateEvent(let event) where event.accountID != authenticator.accountID:
            .ignored(.foreign)
        case .accountEvent(let event) where event.accountID != authenticator.accountID:
            .ignored(.foreign)
        default: self
        }
    }

    /// What is to be stored of it.
    fileprivate var command: Command? {
        switch self {
        case .receipt(let report): .recordReceipt(report)
        case .templateEvent(let event): .recordTemplateEvent(event)
        case .consent(let report): .recordConsent(report)
        case .accountEvent(let event): event.effect == nil ? nil : .recordAccountEvent(event)
        case .ignored: nil
        }
    }
}

extension CommandFailure {
    /// Whether a repetition would fail as well.
    fileprivate var isFinal: Bool {
        switch self {
        case .refused: true
        case .deadlinePassed, .unavailable, .outcomeUnknown: false
        }
    }
}
