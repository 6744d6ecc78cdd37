import LocalEnvironment
import Messages
import RPCClient

/// The merchants of the soak and the numbers that they share.
///
/// All numbers' accounts belong to one Meta app, and so have one callback.
enum SoakMerchant {
    private static let appID = "900000000000050"
    private static let appSecret = "secret-of-the-soak"
    private static let verifyToken = "soak-verify"

    static func id(_ place: Int) -> String { "merchant-\(place)" }
    static let noisy = id(SoakPlan.noisyMerchant)

    /// The account of a sender number; each has a WhatsApp Business account of its own.
    static func account(_ sender: Int) -> SandboxAccount {
        SandboxAccount(
            wabaID: "70000000000010\(sender)", phoneNumberID: "80000000000020\(sender)",
            accessToken: "soak-token-\(sender)", appSecret: appSecret, verifyToken: verifyToken)
    }

    /// The app as the sandbox takes it, without a callback or with it.
    static func app(callback: String? = nil) -> [String: Any] {
        var app = ["app_id": appID, "secret": appSecret, "verify_token": verifyToken]
        app["webhook_url"] = callback
        return app
    }
}

/// Makes accounts at the sandbox, and merchants with templates at paynotify.
struct SoakSetup {
    let options: SoakOptions
    let sandbox: SandboxControl
    let gateway: String
    let merchants: MerchantsClient
    let notifications: NotificationsClient

    /// A template for each phase and language.
    static let templates = TestTemplate.all.filter {
        [.created, .paid].contains($0.state)
    }

    /// Returns when every template is approved.
    func run() async throws {
        try await sandbox.post("/sandbox/apps", SoakMerchant.app())
        for sender in 0..<options.senders { try await open(SoakMerchant.account(sender), sender) }
        var paths: [String] = []
        for place in 0..<options.merchants { paths.append(try await makeMerchant(place)) }
        // Whoever's path it is: what comes by it is the whole app's.
        try await sandbox.post(
            "/sandbox/apps", SoakMerchant.app(callback: gateway + paths[paths.count - 1]))
        for place in 0..<options.merchants { try await waitForApproval(of: place) }
    }

    private func open(_ account: SandboxAccount, _ sender: Int) async throws {
        try await sandbox.open(account, displayNumber: "1555010030\(sender)")
        for template in Self.templates { try await sandbox.create(template, account: account) }
    }

    /// Returns the path that Meta's webhooks for the merchant's account may take.
    private func makeMerchant(_ place: Int) async throws -> String {
        try await TestMerchant(
            id: SoakMerchant.id(place), displayName: "Shop \(place)",
            account: SoakMerchant.account(place % options.senders), templates: Self.templates,
            plugins: [.paymentRequest, .eCommerce]
        ).open(merchants, notifications)
    }

    private func waitForApproval(of place: Int) async throws {
        let request = ListTemplatesRequest(merchantID: SoakMerchant.id(place))
        for _ in 0..<600 {
            let bindings = try await notifications.listTemplates(request).bindings
            if bindings.allSatisfy({ $0.status == .approved }) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Program.Failure(description: "a template of merchant \(place) was not approved")
    }
}
