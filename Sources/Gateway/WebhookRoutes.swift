import HTTPTypes
import Hummingbird
import Logging
import Logs
import Metrics
import NIOCore
import Notifications
import Time
import WhatsApp

/// Meta's calls: `/webhooks/whatsapp/{authenticator_id}`.
///
/// The path names an authenticator, so that the app's secrets are known before anything is parsed.
struct WebhookRoutes: Sendable {
    /// Characters of an authenticator's id that is looked for.
    private static let idLengthMax = 64

    let options: GatewayOptions
    let store: any WebhookStore
    let wallClock: any WallClock
    let meters: GatewayMeters
    let minuteLog: MinuteLog
    private let contacts = ContactThrottle()
    private let bodies: BodyBudget

    init(
        options: GatewayOptions, store: any WebhookStore, wallClock: any WallClock,
        meters: GatewayMeters, minuteLog: MinuteLog
    ) {
        self.options = options
        self.store = store
        self.wallClock = wallClock
        self.meters = meters
        self.minuteLog = minuteLog
        bodies = BodyBudget(max: options.bodyBytesMax)
    }

    func add(to router: Router<GatewayContext>) {
        let path: RouterPath = "/webhooks/whatsapp/{authenticator_id}"
        router.get(path) { try await verifySubscription($0, $1) }
        router.post(path) { try await receive($0, $1) }
        router.refuseOthers(path, allowed: [.get, .head, .post])
    }

    // MARK: The handshake

    private func verifySubscription(_ request: Request, _ context: GatewayContext) async throws
        -> Response
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
        if challenge != nil, let authenticator { note(.handshake, authenticator) }
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
        guard let header = Self.signature(of: request) else { return unsigned(authenticator) }
        switch try await collect(request, context) {
        case .tooLarge:
            meters.count(.tooLarge)
            return .line(.contentTooLarge, "the body is too large")
        case .noRoom: return unavailable("bodies of \(options.bodyBytesMax) bytes are in memory")
        case .body(let body):
            defer { bodies.giveBack(body.count) }
            return await receive(body, signedBy: header, for: authenticator)
        }
    }

    private func receive(
        _ body: [UInt8], signedBy header: String, for authenticator: Authenticator
    ) async -> Response {
        let signer = authenticator.secrets(at: wallClock.now()).first { _, secret in
            SignatureCheck(appSecret: secret).accepts(header: header, body: body)
        }
        guard let signer else { return unsigned(authenticator) }
        note(.webhook, authenticator)
        return await timed { await record(body, by: authenticator, signer.proof) }
    }

    private func unsigned(_ authenticator: Authenticator) -> Response {
        meters.count(.badSignature)
        note(.badSignature, authenticator)
        minuteLog.log(
            .warning, "webhook with a bad signature", about: authenticator.id.rawValue,
            "authenticator")
        return .line(.unauthorized, "the signature is not good")
    }

    /// Has it kept when Meta last called by the path, once a minute at most; what cannot be kept is not
    /// waited for.
    private func note(_ kind: ContactReport.Kind, _ authenticator: Authenticator) {
        guard contacts.isDue(kind, authenticator.id) else { return }
        let report = ContactReport(
            merchant: authenticator.merchant, authenticator: authenticator.id, kind: kind)
        store.submit([Submission(.recordContact(report))]) { _ in }
    }

    /// What came of reading a body.
    private enum Collected {
        /// All of it; its bytes are to be given back to the budget.
        case body([UInt8])
        case tooLarge
        /// The budget is used up.
        case noRoom
    }

    /// Reads the body in one piece; memory and budget are taken as it arrives.
    ///
    /// A body that takes too long ends with its connection.
    private func collect(
        _ request: Request, _ context: GatewayContext
    ) async throws -> Collected {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > Webhook.bodyBytesMax { return .tooLarge }
        let channel = context.channel
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(options.bodyTimeout)) {
            channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        var body: [UInt8] = []
        do {
            for try await chunk in request.body {
                let count = chunk.readableBytes
                let isTooLarge = body.count + count > Webhook.bodyBytesMax
                guard !isTooLarge, bodies.take(count) else {
                    bodies.giveBack(body.count)
                    return isTooLarge ? .tooLarge : .noRoom
                }
                body.append(contentsOf: chunk.readableBytesView)
            }
        } catch {
            bodies.giveBack(body.count)
            throw error
        }
        return .body(body)
    }

    /// Hands all that the app says to the store, in one piece, and waits for the commit.
    ///
    /// The path's authenticator only shows which app is speaking: an app has one address for the news of
    /// all its accounts.
    private func record(
        _ body: [UInt8], by authenticator: Authenticator, _ proof: AppProof
    ) async -> Response {
        let events: [WebhookEvent]
        do throws(MalformedAnswer) { events = try Webhook(body: body).events } catch {
            meters.count(.malformed)
            minuteLog.log(
                .notice, "webhook that is no JSON object", about: authenticator.id.rawValue,
                "authenticator")
            return .line(.badRequest, "the body is not \(error.expected)")
        }
        guard events.count <= Webhook.updatesMax else {
            meters.count(.tooLarge)
            minuteLog.log(
                .warning, "webhook with too many updates", about: authenticator.id.rawValue,
                "authenticator")
            return .line(.contentTooLarge, "more than \(Webhook.updatesMax) updates")
        }
        let stored = events.filter { $0.command(proof) != nil }
        let results = await store.perform(
            stored.compactMap { $0.command(proof) }, before: .now + options.commitTimeout)
        guard results.allSatisfy(\.isFinal) else {
            return unavailable("the store did not commit it")
        }
        for (event, result) in zip(stored, results) { note(event, result) }
        for event in events where event.command(proof) == nil { note(event) }
        meters.count(.stored)
        return .line(.ok, "ok")
    }

    /// Counts what became of news that the store was given.
    private func note(_ event: WebhookEvent, _ result: CommandResult) {
        switch result {
        case .success(.ignored(let reason)):
            meters.count(reason)
            guard reason != .stale else { return }
            minuteLog.log(.warning, reason.message, about: event.subject, "subject")
        case .success: note(event)
        case .failure:
            meters.countRefused(1)
            note(event)
        }
    }

    private func note(_ event: WebhookEvent) {
        meters.count(event)
        guard case .accountEvent(let event) = event else { return }
        // Numbers that stop are news for whoever looks after the daemon.
        let isStop = if case .stopped = event.effect { true } else { false }
        let level: Logger.Level = isStop || event.isGrave ? .warning : .notice
        minuteLog.log(
            level, "news of the account: \(event.news)", about: event.accountID, "account")
    }

    /// Does the work and records how long it took.
    private func timed(_ work: () async -> Response) async -> Response {
        let start = Moment.now
        let response = await work()
        meters.duration.record(duration: start.duration(to: .now))
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
        minuteLog.log(.warning, "webhook not served", about: reason, "reason")
        return .line(.serviceUnavailable, "not available, try again")
    }

    private static func signature(of request: Request) -> String? {
        HTTPField.Name(SignatureCheck.headerName).flatMap { request.headers[$0] }
    }
}

extension WebhookEvent {
    /// The command that stores it; nil: there is nothing to store.
    fileprivate func command(_ proof: AppProof) -> Command? {
        switch self {
        case .receipt(let report): .recordReceipt(report, proof)
        case .templateEvent(let event): .recordTemplateEvent(event, proof)
        case .consent(let report): .recordConsent(report, proof)
        case .customerChange(let change): .recordCustomerChange(change, proof)
        case .accountEvent(let event):
            event.effect == nil ? nil : .recordAccountEvent(event, proof)
        case .ignored: nil
        }
    }

    /// The number or the account that it is about, for the log.
    fileprivate var subject: String {
        switch self {
        case .receipt(let report): report.phoneNumberID.rawValue
        case .consent(let report): report.phoneNumberID.rawValue
        case .customerChange(let change): change.phoneNumberID.rawValue
        case .templateEvent(let event): event.accountID
        case .accountEvent(let event): event.accountID
        case .ignored: ""
        }
    }
}

extension IgnoredNews {
    /// What a log line says of it.
    fileprivate var message: String {
        switch self {
        case .foreign: "news about a number or an account that nobody of the app has here"
        case .stale: "old news"
        case .notYet: "news about somebody who still holds the secret before this one"
        case .unattributed: "a customer's word without a customer who is known"
        }
    }
}

extension CommandResult {
    /// Whether a repetition would end the same way.
    fileprivate var isFinal: Bool {
        switch self {
        case .success(.ignored(.notYet)): false
        case .success, .failure(.refused): true
        case .failure(.deadlinePassed), .failure(.unavailable), .failure(.outcomeUnknown): false
        }
    }
}
