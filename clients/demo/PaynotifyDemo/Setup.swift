import LocalEnvironment
import Messages
import RPCClient

/// Makes a merchant with an account and templates, at the sandbox and at paynotify.
struct Setup {
    let environment: Environment
    let notifications: NotificationsClient
    let merchants: MerchantsClient
    let merchantID: String

    /// Returns when every template is verified.
    func run() async throws {
        _ = try await merchants.setMerchant(
            SetMerchantRequest(
                merchant: Merchant(
                    merchantID: merchantID, displayName: "Demo Shop", defaultCountry: "KW",
                    timeZone: "Asia/Kuwait", languages: ["en", "ar"], fallbackLanguage: "en")))
        let account = environment.account
        let authenticator = try await merchants.registerAuthenticator(
            RegisterAuthenticatorRequest(
                merchantID: merchantID, phoneNumberID: account.phoneNumberID,
                wabaID: account.wabaID, accessToken: account.accessToken,
                appSecret: account.appSecret, verifyToken: account.verifyToken)
        ).authenticator
        try await environment.sandbox.setWebhook(
            url: environment.gateway + authenticator.webhookPath, account: account)
        for template in TestTemplate.all {
            try await environment.sandbox.create(template, account: account)
            try await register(template, authenticator.authenticatorID)
        }
        try await waitForApproval()
    }

    private func register(_ template: TestTemplate, _ authenticatorID: String) async throws {
        for plugin in [Plugin.paymentRequest, .eCommerce] {
            if plugin == .eCommerce && template.state == .created { continue }
            _ = try await notifications.registerTemplate(
                RegisterTemplateRequest(
                    merchantID: merchantID, authenticatorID: authenticatorID, name: template.name,
                    language: template.language, category: .utility, plugin: plugin,
                    binding: .states(StateSelection(states: [template.state])),
                    components: template.components))
        }
    }

    private func waitForApproval() async throws {
        var waiting: [TemplateBinding] = []
        for _ in 0..<150 {
            waiting = try await notifications.listTemplates(
                ListTemplatesRequest(merchantID: merchantID)
            ).bindings.filter { $0.status != .approved }
            if waiting.isEmpty { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Program.Failure(
            description: "a template was not approved: \(waiting[0].name): \(waiting[0].problem)")
    }
}
