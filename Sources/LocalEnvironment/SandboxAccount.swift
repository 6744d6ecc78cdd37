/// An account at the sandbox, with the secrets that both sides know.
package struct SandboxAccount: Sendable {
    package var wabaID: String
    package var phoneNumberID: String
    package var accessToken: String
    package var appSecret: String
    package var verifyToken: String

    package init(
        wabaID: String, phoneNumberID: String, accessToken: String, appSecret: String,
        verifyToken: String
    ) {
        self.wabaID = wabaID
        self.phoneNumberID = phoneNumberID
        self.accessToken = accessToken
        self.appSecret = appSecret
        self.verifyToken = verifyToken
    }

    /// The one that the sandbox has from the start, as its help gives it.
    package static let usual = SandboxAccount(
        wabaID: "700000000000001", phoneNumberID: "800000000000002",
        accessToken: "sandbox-access-token", appSecret: "sandbox-app-secret",
        verifyToken: "sandbox-verify-token")
}
