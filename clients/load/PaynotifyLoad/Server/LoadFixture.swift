import LocalEnvironment
import Messages
import RPC
import RPCClient

/// The merchants that a load test's sessions belong to, and the numbers that messages leave from.
struct LoadFixture: Sendable {
    private let client: RPCClient
    private let merchants: Int

    /// Numbers that the merchants share, each with an account of its own; all are of one app.
    static let senders = 10
    /// Signs the app's webhooks.
    static let appSecret = "load-app-secret-of-all"
    /// A customer's way to the checkout; the message about a new payment leads there.
    static let checkoutLink = TestTemplate.linkPrefix + "0b7c9e52d1"
    /// A template for each phase.
    private static let templates = TestTemplate.all.filter {
        $0.language == "en" && [.created, .paid].contains($0.state)
    }

    init(_ client: RPCClient, merchants: Int) {
        self.client = client
        self.merchants = merchants
    }

    private static func account(_ sender: Int) -> SandboxAccount {
        SandboxAccount(
            wabaID: "70000000000030\(sender)", phoneNumberID: "80000000000040\(sender)",
            accessToken: "load-token-\(sender)", appSecret: appSecret,
            verifyToken: "load-verify-\(sender)")
    }

    /// Makes the accounts at the sandbox and the merchants at the daemon; returns when every
    /// template is approved.
    func setUp(sandbox: SandboxControl, gateway: String?) async throws {
        for sender in 0..<Self.senders {
            let account = Self.account(sender)
            try await sandbox.open(account, displayNumber: "1555010050\(sender)")
            for template in Self.templates {
                try await sandbox.create(template, account: account)
            }
        }
        var paths: [Int: String] = [:]
        for number in 0..<merchants {
            let path = try await makeMerchant(number)
            paths[number % Self.senders] = paths[number % Self.senders] ?? path
        }
        if let gateway {
            for (sender, path) in paths {
                try await sandbox.setWebhook(url: gateway + path, account: Self.account(sender))
            }
        }
        for _ in 0..<300 {
            if try await areTemplatesApproved() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw FixtureFailure(description: "the sandbox's templates were not approved within 30 s")
    }

    /// Whether every merchant is there and has its templates approved.
    func areTemplatesApproved() async throws -> Bool {
        for number in 0..<merchants {
            guard let bindings = try await bindings(SessionNames.merchantID(number)),
                bindings.count == Self.templates.count,
                bindings.allSatisfy({ $0.status == .approved })
            else { return false }
        }
        return true
    }

    /// Nil: there is no such merchant.
    private func bindings(_ merchant: String) async throws -> [TemplateBinding]? {
        do {
            return try await NotificationsClient(client).listTemplates(
                ListTemplatesRequest(merchantID: merchant)
            ).bindings
        } catch {
            guard case .refused(let status) = error, status.code == .notFound else { throw error }
            return nil
        }
    }

    /// The path that webhooks of the app may take.
    func webhookPath() async throws -> String {
        let known = try await MerchantsClient(client).listAuthenticators(
            ListAuthenticatorsRequest(merchantID: SessionNames.merchantID(0)))
        guard let path = known.authenticators.first?.webhookPath else {
            throw FixtureFailure(description: "the first merchant has no authenticator")
        }
        return path
    }

    /// Stops the sending of all merchants, or lets it go.
    func setDelivery(isOn: Bool) async throws {
        let operations = OperationsClient(client)
        for number in 0..<merchants {
            let merchant = SessionNames.merchantID(number)
            if !isOn {
                _ = try await operations.pause(
                    PauseRequest(
                        merchantID: merchant, scope: .merchant,
                        reason: "a load test without delivery", actor: "paynotify-load"))
            } else if try await isPaused(merchant, operations) {
                _ = try await operations.resume(
                    ResumeRequest(merchantID: merchant, scope: .merchant, actor: "paynotify-load"))
            }
        }
    }

    private func isPaused(_ merchant: String, _ operations: OperationsClient) async throws -> Bool {
        try await operations.listPauses(ListPausesRequest(merchantID: merchant)).pauses
            .contains { $0.scope == .merchant }
    }

    /// Returns the path that Meta's webhooks for the merchant's account take.
    private func makeMerchant(_ number: Int) async throws -> String {
        try await TestMerchant(
            id: SessionNames.merchantID(number), displayName: "Shop \(number)",
            account: Self.account(number % Self.senders), templates: Self.templates,
            plugins: [.paymentRequest]
        ).open(MerchantsClient(client), NotificationsClient(client))
    }
}

/// Why the merchants of a load test cannot be had.
struct FixtureFailure: Error, CustomStringConvertible {
    var description: String
}
