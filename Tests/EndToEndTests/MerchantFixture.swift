import Foundation
import LocalEnvironment
import Messages
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

/// Sandbox and daemon, and a merchant with an account and approved templates for every state.
struct MerchantFixture {
    static let merchantID = "fixture"

    let programs: ProgramFolder
    let environment: Environment
    let server: String
    let gateway: String
    let sandbox: SandboxControl
    let notifications: NotificationsClient
    let merchants: MerchantsClient

    /// Enables the session for everything that its plugin tells of.
    func enable(
        _ session: String, language: String = "en", phone: String = "+96550001234"
    ) async throws {
        _ = try await notifications.enableNotifications(
            EnableNotificationsRequest(
                merchantID: Self.merchantID, sessionID: session, plugin: .paymentRequest,
                phone: phone, language: language,
                selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment])),
                attributes: SessionAttributes(
                    customerName: "Noura", amount: "14", currency: "KWD", orderNumber: session,
                    checkoutLink: TestTemplate.linkPrefix + session)))
    }

    /// Tells that the session entered the state.
    @discardableResult
    func notify(_ session: String, _ state: PaymentState) async throws -> NotifyStateChangeResponse
    {
        try await notifications.notifyStateChange(
            NotifyStateChangeRequest(
                merchantID: Self.merchantID, sessionID: session, state: state,
                eventID: state.plainName))
    }

    func timeline(of session: String) async throws -> GetSessionResponse {
        try await notifications.getSession(
            GetSessionRequest(merchantID: Self.merchantID, sessionID: session))
    }

    /// The session's notification of the state, once it has the status; else as it is at last.
    func notification(
        of session: String, _ state: PaymentState, once status: NotificationStatus
    ) async throws -> Messages.Notification {
        _ = try await eventually {
            try await timeline(of: session).notifications.contains {
                $0.state == state && $0.status == status
            }
        }
        let all = try await timeline(of: session).notifications.filter { $0.state == state }
        try #require(all.count == 1)
        return all[0]
    }

    /// The messages that the sandbox accepted for the notification.
    func messages(of notification: Messages.Notification) async throws -> [SandboxControl.Message] {
        let tokens = Set(notification.attempts.map(\.token))
        return try await sandbox.messages().filter { tokens.contains($0.token ?? "") }
    }

    /// The sandbox's record against what the database says of the sessions.
    func tally(_ sessions: [String]) async throws -> Tally {
        var intents: [Tally.Intent] = []
        for session in sessions {
            intents += try await timeline(of: session).notifications.map { Tally.Intent($0) }
        }
        return Tally(
            intents: intents, messageTokens: try await sandbox.messages().map { $0.token ?? "" })
    }
}

extension ProgramFolder {
    /// Runs the body with a merchant of its own, and ends what runs for it.
    func withMerchantFixture(
        sandboxOptions: [String] = [], _ body: (MerchantFixture) async throws -> Void
    ) async throws {
        let environment = try await Environment(
            ports: Environment.Ports(), folder: folder.appendingPathComponent("environment"),
            sandboxOptions: sandboxOptions)
        do {
            try await body(try await settle(on: environment))
        } catch {
            // The first failure is the one to tell of.
            try? await environment.close()
            throw error
        }
        try await environment.close()
    }

    private func settle(on environment: Environment) async throws -> MerchantFixture {
        let client = try RPCClient(environment.server)
        let fixture = MerchantFixture(
            programs: self, environment: environment, server: environment.server,
            gateway: environment.gateway,
            sandbox: environment.sandbox, notifications: NotificationsClient(client),
            merchants: MerchantsClient(client))
        try await Setup(
            environment: environment, notifications: fixture.notifications,
            merchants: fixture.merchants,
            merchantID: MerchantFixture.merchantID
        ).run()
        return fixture
    }
}
