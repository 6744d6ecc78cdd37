import Foundation
import LocalEnvironment
import Messages
import RPCClient

/// A payment service that calls paynotify.
protocol Caller: Sendable {
    /// Enables both phases of the session.
    func enable(_ session: DemoSession) async throws
    /// Tells that the session entered the state.
    func notify(_ session: DemoSession, _ state: PaymentState, event: String) async throws
}

extension Caller {
    /// Makes the call, again and again with the same key until it is answered: the daemon may be
    /// down, or be killed before its answer arrives.
    func make(_ call: DemoSession.Call, of session: DemoSession) async throws {
        for _ in 0..<150 {
            do {
                return try await makeOnce(call, of: session)
            } catch {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        try await makeOnce(call, of: session)
    }

    private func makeOnce(_ call: DemoSession.Call, of session: DemoSession) async throws {
        switch call {
        case .enable:
            try await enable(session)
        case .notify(let state, let event):
            try await notify(session, state, event: "\(state.plainName)-\(event)")
        }
    }
}

/// Calls through the Swift client library.
struct SwiftCaller: Caller {
    let notifications: NotificationsClient
    let merchantID: String

    func enable(_ session: DemoSession) async throws {
        _ = try await notifications.enableNotifications(
            EnableNotificationsRequest(
                merchantID: merchantID, sessionID: session.id, plugin: session.plugin,
                phone: session.phone, language: session.language,
                selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment])),
                attributes: session.attributes))
    }

    func notify(_ session: DemoSession, _ state: PaymentState, event: String) async throws {
        _ = try await notifications.notifyStateChange(
            NotifyStateChangeRequest(
                merchantID: merchantID, sessionID: session.id, state: state, eventID: event))
    }
}

/// Calls through the Go client: the stock ttrpc library of containerd, one process a call.
struct GoCaller: Caller {
    let server: String
    let merchantID: String
    let log: URL

    func enable(_ session: DemoSession) async throws {
        let attributes = session.attributes
        try await run([
            "enable", merchantID, session.id,
            session.plugin == .eCommerce ? "e_commerce" : "payment_request", session.phone,
            session.language, "customer_name=\(attributes.customerName)",
            "amount=\(attributes.amount)", "currency=\(attributes.currency)",
            "order_number=\(attributes.orderNumber)",
            "checkout_link=\(attributes.checkoutLink)",
        ])
    }

    func notify(_ session: DemoSession, _ state: PaymentState, event: String) async throws {
        try await run(["notify", merchantID, session.id, state.plainName, event])
    }

    private func run(_ arguments: [String]) async throws {
        let program = try await Program(
            "paynotify-go", ["-address", server] + arguments, log: log)
        let status = try await program.waitForEnd()
        guard status == 0 else {
            throw Program.Failure(description: "paynotify-go ended with status \(status)")
        }
    }
}

extension DemoSession {
    /// What is known of the payment.
    var attributes: SessionAttributes {
        SessionAttributes(
            customerName: customer, amount: amount, currency: "KWD",
            orderNumber: "A-\(phone.suffix(4))", checkoutLink: TestTemplate.linkPrefix + id)
    }
}
