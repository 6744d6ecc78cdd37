package import Messages
package import RPCClient

/// a merchant of a local environment with its number at the sandbox and its templates.
package struct TestMerchant: Sendable {
    package let id: String
    package let displayName: String
    package let account: SandboxAccount
    package let templates: [TestTemplate]
    /// The plugins that the templates speak for, each in the phases that it has.
    package let plugins: [Plugin]

    package init(
        id: String, displayName: String, account: SandboxAccount, templates: [TestTemplate],
        plugins: [Plugin]
    ) {
        self.id = id
        self.displayName = displayName
        self.account = account
        self.templates = templates
        self.plugins = plugins
    }

    /// Registers it at paynotify; gives the path that Meta's webhooks for its account take.
    package func open(
        _ merchants: MerchantsClient, _ notifications: NotificationsClient
    ) async throws -> String {
        _ = try await merchants.setMerchant(
            SetMerchantRequest(
                merchant: Merchant(
                    merchantID: id, displayName: displayName, defaultCountry: "KW",
                    timeZone: "Asia/Kuwait", languages: ["en", "ar"])))
        let authenticator = try await merchants.registerAuthenticator(
            RegisterAuthenticatorRequest(
                merchantID: id, phoneNumberID: account.phoneNumberID, wabaID: account.wabaID,
                accessToken: account.accessToken, appSecret: account.appSecret,
                verifyToken: account.verifyToken)
        ).authenticator
        for template in templates {
            let phase: Phase = template.state == .created ? .prePayment : .postPayment
            for plugin in plugins where phase == .postPayment || plugin == .paymentRequest {
                _ = try await notifications.registerTemplate(
                    RegisterTemplateRequest(
                        merchantID: id, authenticatorID: authenticator.authenticatorID,
                        name: template.name, language: template.language, category: .utility,
                        plugin: plugin, binding: .phases(PhaseSelection(phases: [phase])),
                        components: template.components))
            }
        }
        return authenticator.webhookPath
    }
}
