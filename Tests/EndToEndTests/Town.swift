import ClientStage
import Foundation
import Messages
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

/// Sandbox and daemon, and a merchant with an account and approved templates for every state.
struct Town {
    static let merchantID = "town"

    let shop: Workshop
    let stage: Stage
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
                    checkoutLink: StageTemplate.linkPrefix + session)))
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

extension Workshop {
    /// Runs the body in a town of its own, and ends the town after it.
    func withTown(
        sandboxOptions: [String] = [], _ body: (Town) async throws -> Void
    ) async throws {
        let stage = try await Stage(
            ports: Stage.Ports(), folder: folder.appendingPathComponent("stage"),
            sandboxOptions: sandboxOptions)
        do {
            try await body(try await settle(on: stage))
        } catch {
            // The first failure is the one to tell of.
            try? await stage.close()
            throw error
        }
        try await stage.close()
    }

    private func settle(on stage: Stage) async throws -> Town {
        let client = try RPCClient(stage.server)
        let town = Town(
            shop: self, stage: stage, server: stage.server, gateway: stage.gateway,
            sandbox: stage.sandbox, notifications: NotificationsClient(client),
            merchants: MerchantsClient(client))
        try await Setup(
            stage: stage, notifications: town.notifications, merchants: town.merchants,
            merchantID: Town.merchantID
        ).run()
        return town
    }
}
