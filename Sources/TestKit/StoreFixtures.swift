import Logging
package import Notifications
package import SQLiteStore
package import StoreCore
import Synchronization

extension SQLiteStoreOptions {
    /// A database in the folder, with a clock that stands still and numbers that come again.
    package static func fixture(
        in folder: TemporaryFolder, clock: any WallClock = ManualClock()
    ) -> SQLiteStoreOptions {
        var logger = Logger(label: "store", factory: { _ in SwiftLogNoOpLogHandler() })
        logger.logLevel = .critical
        var options = SQLiteStoreOptions(
            path: folder.path("paynotify.db"), clock: clock, zones: Fixtures.zones,
            random: SystemRandomNumberGenerator(), logger: logger)
        // What shares a commit does not hang on how busy the machine is.
        (options.turnTimeMax, options.commitTimeMax) = (.seconds(600), .seconds(600))
        return options
    }
}

/// Stores that are open at once.
private let places = Places(40)

/// Opens a store, hands it over, and closes it whatever happened; then all has to hold in its file, unless
/// the test wrote it by hand.
package func withStore<Answer>(
    _ options: SQLiteStoreOptions, verifying: Bool = true,
    onFatal: @escaping @Sendable (SQLiteStoreError) -> Void = { _ in },
    _ body: (SQLiteStore) async throws -> Answer
) async throws -> Answer {
    await places.take()
    defer { places.give() }
    let store = try SQLiteStore(options, onFatal: onFatal)
    let answer: Answer
    do { answer = try await body(store) } catch {
        try? await store.close()
        throw error
    }
    try await store.close()
    guard verifying else { return answer }
    let report = try DatabaseVerifier.verify(options.path)
    guard report.isSound else {
        throw UnexpectedResult(description: report.violationLines.joined(separator: "\n"))
    }
    return answer
}

/// A store on the engine under test, which can be opened again and again.
package struct StorePlace: Sendable {
    private let folder: TemporaryFolder
    fileprivate var options: SQLiteStoreOptions

    /// An empty one, which goes by the clock; nothing of it stays on the disk.
    package init(clock: any WallClock = ManualClock()) throws {
        folder = try TemporaryFolder()
        options = .fixture(in: folder, clock: clock)
    }

    /// The same store while its engine makes each commit durable and fails to say so.
    package var losingAnswers: StorePlace {
        var place = self
        place.options.commitFault = { .inputOutputErrorAfterCommit }
        return place
    }

    /// Opens the store with the merchant of the fixtures in it.
    package func withPrepared(_ body: (any Store) async throws -> Void) async throws {
        try await withStore(self) { store in
            try await store.prepare()
            try await body(store)
        }
    }
}

/// Opens the store, hands it over, and closes it whatever happened.
package func withStore<Answer>(
    _ place: StorePlace, _ body: (any Store) async throws -> Answer
) async throws -> Answer {
    try await withStore(place.options) { store in try await body(store) }
}

/// A result that a test did not expect.
package struct UnexpectedResult: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

extension AttemptReport {
    /// What became of a message that was armed.
    package init(_ result: SendResult, of message: OutboundMessage) {
        self.init(reference: message.reference, token: message.token, result: result)
    }
}

extension Store {
    /// Registers the merchant of the fixtures, or one like it, with its authenticator and templates.
    package func prepare(
        _ merchant: MerchantID = Fixtures.merchant.id, phoneNumberID: String = "800000000000002",
        approving: Bool = true
    ) async throws {
        var settings = Fixtures.merchant
        settings.id = merchant
        _ = try await carryOut(.setMerchant(SetMerchant(merchant: settings)))
        let authenticator = try await register(phoneNumberID, of: merchant)
        for plugin in Plugin.allCases {
            for language in Language.allCases {
                let bindings = try await register(
                    plugin, language, authenticator.id, of: merchant)
                guard approving else { continue }
                for binding in bindings { try await verify(binding, as: .approved) }
            }
        }
    }

    /// Registers an authenticator of the account of the fixtures.
    package func register(
        _ phoneNumberID: String, of merchant: MerchantID = Fixtures.merchant.id
    ) async throws -> Authenticator {
        let like = Fixtures.authenticator
        let answer = try await carryOut(
            .registerAuthenticator(
                RegisterAuthenticator(
                    merchant: merchant, phoneNumberID: PhoneNumberID(rawValue: phoneNumberID),
                    accountID: like.accountID, accessToken: like.accessToken,
                    appSecret: like.appSecret, verifyToken: like.verifyToken,
                    templateNamespace: nil)))
        guard case .authenticator(let authenticator) = answer else {
            throw UnexpectedResult(description: "\(answer)")
        }
        return authenticator
    }

    /// Registers an authenticator like another one, for the merchant and with a secret.
    package func register(
        like: Authenticator, of merchant: MerchantID, secret: String? = nil
    ) async throws -> Authenticator {
        let answer = try await carryOut(
            .registerAuthenticator(
                RegisterAuthenticator(
                    merchant: merchant, phoneNumberID: like.phoneNumberID,
                    accountID: like.accountID, accessToken: like.accessToken,
                    appSecret: secret.map { Secret($0) } ?? like.appSecret,
                    verifyToken: like.verifyToken, templateNamespace: nil)))
        guard case .authenticator(let authenticator) = answer else {
            throw UnexpectedResult(description: "\(answer)")
        }
        return authenticator
    }

    /// Binds the template of the fixtures to all phases of the plugin.
    package func register(
        _ plugin: Plugin, _ language: Language, _ authenticator: AuthenticatorID,
        of merchant: MerchantID = Fixtures.merchant.id, name: String = "order_update"
    ) async throws -> [TemplateBinding] {
        let answer = try await carryOut(
            .registerTemplate(
                RegisterTemplate(
                    merchant: merchant, authenticator: authenticator, language: language,
                    plugin: plugin, scopes: plugin.phases.map { .phase($0) },
                    ignoredPhases: [],
                    content: Fixtures.content(name: name, language: language))))
        guard case .templateRegistered(let registered) = answer else {
            throw UnexpectedResult(description: "\(answer)")
        }
        return registered.bindings
    }

    /// Stores that Meta's definition was looked at.
    package func verify(_ binding: TemplateBinding, as status: TemplateStatus) async throws {
        _ = try await carryOut(
            .recordVerification(
                VerificationReport(
                    merchant: binding.merchant, binding: binding.id, version: binding.version,
                    verdict: TemplateVerdict(status: status, problem: ""))))
    }

    /// Carries out a command that is expected to succeed.
    package func carryOut(_ command: Command) async throws -> CommandAnswer {
        try await perform(command).get()
    }

    /// Enables the session of the fixtures, or one like it.
    package func enable(_ session: String = "session-1") async throws {
        var command = Fixtures.enable()
        command.session = SessionID(rawValue: session)
        _ = try await carryOut(.enableNotifications(command))
    }

    /// Tells of a state and gives the decision.
    @discardableResult
    package func notify(
        _ state: PaymentState, session: String = "session-1", event: String? = nil
    ) async throws -> Decision {
        var command = Fixtures.change(to: state, event: event)
        command.session = SessionID(rawValue: session)
        let answer = try await carryOut(.notifyStateChange(command))
        guard case .decided(let decision, _) = answer else {
            throw UnexpectedResult(description: "\(answer)")
        }
        return decision
    }

    /// Arms a notification and gives the message that is to leave.
    package func arm(
        _ notification: NotificationID, of merchant: MerchantID = Fixtures.merchant.id
    ) async throws -> OutboundMessage {
        let reference = NotificationReference(merchant: merchant, notification: notification)
        let answer = try await carryOut(.arm(ArmNotification(reference: reference)))
        guard case .armed(.send(let message, _)) = answer else {
            throw UnexpectedResult(description: "\(answer)")
        }
        return message
    }

    /// Tells of a state and arms its notification.
    package func armed(
        _ state: PaymentState, session: String = "session-1"
    ) async throws -> OutboundMessage {
        let decision = try await notify(state, session: session)
        guard let notification = decision.notification else {
            throw UnexpectedResult(description: "\(decision)")
        }
        return try await arm(notification)
    }

    /// Stores what became of a message that was armed.
    @discardableResult
    package func report(
        _ result: SendResult, of message: OutboundMessage
    ) async throws -> CommandAnswer {
        try await carryOut(.recordAttempt(AttemptReport(result, of: message)))
    }

    /// Stores what Meta tells of a message that it took.
    @discardableResult
    package func receipt(
        _ status: Receipt.Status, of message: OutboundMessage, at moment: Timestamp = Fixtures.now
    ) async throws -> CommandAnswer {
        try await carryOut(
            .recordReceipt(
                ReceiptReport(
                    phoneNumberID: Fixtures.authenticator.phoneNumberID, token: message.token,
                    message: MessageID(rawValue: "wamid.1"), status: status, occurredAt: moment,
                    code: 0)))
    }

    /// What is due in all queues that are not held, earliest first.
    package func dueInOpenQueues(
        at now: Timestamp, limit: Int = 100
    ) async throws -> [DueNotification] {
        let open = try await queues().filter { $0.hold == nil }.map(\.id)
        return try await due(in: open, at: now, limit: limit)
    }

    /// The whole of a session that is there.
    package func timeline(_ session: String = "session-1") async throws -> SessionTimeline {
        let found = try await timeline(
            of: SessionID(rawValue: session), merchant: Fixtures.merchant.id)
        guard case .found(let timeline) = found else {
            throw UnexpectedResult(description: "\(found)")
        }
        return timeline
    }
}

/// Remembers what it was told of commits.
package final class RecordingObserver: CommitObserver {
    private let told = Mutex<[CommitEvents]>([])

    package init() {}

    package func committed(_ events: CommitEvents) { told.withLock { $0.append(events) } }

    /// All that it was told, one for each commit.
    package var events: [CommitEvents] { told.withLock { $0 } }

    /// The notifications that it was told of, in order.
    package var due: [NotificationID] { events.flatMap { $0.due.map(\.reference.notification) } }
}
