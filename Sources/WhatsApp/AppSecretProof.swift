import Crypto
package import Notifications

/// The proof that a call to the Graph API comes from the server of the token's app: an HMAC-SHA256 of
/// the token, with the app's secret.
///
/// Source: the Graph API's page on securing requests. An app can require it of each call; without that
/// Meta still refuses one that is wrong.
package struct AppSecretProof: Sendable {
    /// The parameter of the query that carries it.
    package static let parameter = "appsecret_proof"

    /// 64 hexadecimal digits.
    package let value: String

    package init(of account: SenderAccount) {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(account.accessToken.value.utf8),
            using: SymmetricKey(data: Array(account.appSecret.value.utf8)))
        let digits = Array("0123456789abcdef")
        value = code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            .reduce(into: "") { $0.append($1) }
    }
}
