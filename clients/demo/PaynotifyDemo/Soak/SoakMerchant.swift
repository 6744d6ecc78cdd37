internal import ClientStage
internal import Messages
internal import RPCClient

/// The merchants of the soak and the numbers that they share.
enum SoakMerchant {
    static func id(_ place: Int) -> String { "merchant-\(place)" }
    static let noisy = id(SoakPlan.noisyMerchant)

    /// The account of a sender number; each has a WhatsApp Business account of its own.
    static func account(_ sender: Int) -> SandboxAccount {
        SandboxAccount(
            wabaID: "70000000000010\(sender)", phoneNumberID: "80000000000020\(sender)",
            accessToken: "soak-token-\(sender)", appSecret: "soak-secret-\(sender)",
            verifyToken: "soak-verify-\(sender)")
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
    private static let templates = StageTemplate.all.filter {
        [.created, .paid].contains($0.state)
    }

    /// Returns when every template is approved.
    func run() async throws {
        for sender in 0..<options.senders { try await open(SoakMerchant.account(sender), sender) }
        var paths: [Int: String] = [:]
        for place in 0..<options.merchants {
            let path = try await makeMerchant(place)
            paths[place % options.senders] = paths[place % options.senders] ?? path
        }
        for (sender, path) in paths {
            try await sandbox.setWebhook(
                url: gateway + path, account: SoakMerchant.account(sender))
        }
        for place in 0..<options.merchants { try await waitForApproval(of: place) }
    }

    private func open(_ account: SandboxAccount, _ sender: Int) async throws {
        try await sandbox.open(account, displayNumber: "1555010030\(sender)")
        for template in Self.templates { try await sandbox.create(template, account: account) }
    }

    /// Returns the path that Meta's webhooks for the merchant's account take.
    private func makeMerchant(_ place: Int) async throws -> String {
        try await StageShop(
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
