import Messages
import RPC
import RPCClient

/// A kind of call to measure.
protocol Workload: Sendable {
    /// Its name in the report.
    var name: String { get }
    /// Makes what the calls need; not measured.
    func prepare(_ client: RPCClient) async throws
    /// Makes the call with the number, counted over all connections from 0; false: there is none.
    func call(_ number: Int, on client: RPCClient) async throws -> Bool
}

/// Health/Check.
struct EchoWorkload: Workload {
    let name = "echo"

    func prepare(_ client: RPCClient) async throws {}

    func call(_ number: Int, on client: RPCClient) async throws -> Bool {
        _ = try await HealthClient(client).check(HealthCheckRequest())
        return true
    }
}

/// NotifyStateChange over sessions that were enabled beforehand.
struct NotifyWorkload: Workload {
    let name = "notify"
    let sessions: Int
    /// So that a second run against the same database has sessions of its own.
    private let run = String(UInt64.random(in: 0 ... .max), radix: 36)
    private let states: [PaymentState] = [.created, .failed, .paid]

    init(sessions: Int) { self.sessions = sessions }

    func prepare(_ client: RPCClient) async throws {
        try await prepareMerchant(client)
        let notifications = NotificationsClient(client)
        try await withThrowingTaskGroup(of: Void.self) { lanes in
            for lane in 0..<64 {
                lanes.addTask {
                    for number in stride(from: lane, to: sessions, by: 64) {
                        _ = try await notifications.enableNotifications(enable(number))
                    }
                }
            }
            try await lanes.waitForAll()
        }
    }

    func call(_ number: Int, on client: RPCClient) async throws -> Bool {
        let (turn, session) = number.quotientAndRemainder(dividingBy: sessions)
        guard turn < states.count else { return false }
        _ = try await NotificationsClient(client).notifyStateChange(
            NotifyStateChangeRequest(
                merchantID: "load", sessionID: id(session), state: states[turn],
                eventID: "\(states[turn])"))
        return true
    }

    private func id(_ session: Int) -> String { "\(run)-\(session)" }

    private func enable(_ session: Int) -> EnableNotificationsRequest {
        EnableNotificationsRequest(
            merchantID: "load", sessionID: id(session), plugin: .paymentRequest,
            phone: "+9655\(1_000_000 + session % 1_000_000)", language: "en",
            selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment])),
            attributes: SessionAttributes(
                customerName: "Noura", amount: "14", currency: "KWD",
                orderNumber: "A-\(session)"))
    }

    private func prepareMerchant(_ client: RPCClient) async throws {
        let merchants = MerchantsClient(client)
        _ = try await merchants.setMerchant(
            SetMerchantRequest(
                merchant: Merchant(
                    merchantID: "load", displayName: "Load", timeZone: "Asia/Kuwait",
                    languages: ["en"])))
        let authenticator = try await merchants.registerAuthenticator(
            RegisterAuthenticatorRequest(
                merchantID: "load", phoneNumberID: "999999999999999", wabaID: "999999999999998",
                accessToken: "none", appSecret: "none", verifyToken: "none")
        ).authenticator
        _ = try await NotificationsClient(client).registerTemplate(
            RegisterTemplateRequest(
                merchantID: "load", authenticatorID: authenticator.authenticatorID,
                name: "load_template", language: "en", category: .utility,
                plugin: .paymentRequest,
                binding: .phases(PhaseSelection(phases: [.prePayment, .postPayment])),
                components: [
                    TemplateComponent(
                        type: .body, text: "Hello {{1}}, about {{2}} for order {{3}}.",
                        variables: [
                            TemplateVariable(name: "1", attribute: .customerName),
                            TemplateVariable(name: "2", attribute: .amount),
                            TemplateVariable(name: "3", attribute: .orderNumber),
                        ])
                ]))
    }
}
