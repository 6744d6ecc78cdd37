extension RegisterAuthenticator {
    /// Checks the fields of a request; an empty namespace, portfolio or secret of the token's app
    /// stands for none.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, phoneNumberID: String, accountID: String, accessToken: Secret,
        appSecret: Secret, verifyToken: Secret, templateNamespace: String,
        portfolioID: String = "", tokenAppSecret: Secret = Secret("")
    ) throws(Refusal) -> RegisterAuthenticator {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        check.digits(phoneNumberID, "phone_number_id", lengthMax: 32)
        check.digits(accountID, "waba_id", lengthMax: 32)
        check.printable(accessToken.value, "access_token", lengthMax: 1_024)
        check.appSecret(appSecret, "app_secret")
        if !tokenAppSecret.value.isEmpty { check.appSecret(tokenAppSecret, "token_app_secret") }
        check.printable(verifyToken.value, "verify_token", lengthMax: 256)
        // A query may spell a blank in two ways, and nobody says which one Meta's does.
        check.expect(!verifyToken.value.contains(" "), "verify_token", "must not contain blanks")
        let namespace = check.line(templateNamespace, "template_namespace", lengthMax: 128)
        if !portfolioID.isEmpty { check.digits(portfolioID, "portfolio_id", lengthMax: 32) }
        try check.finish()
        return RegisterAuthenticator(
            merchant: merchant, phoneNumberID: PhoneNumberID(rawValue: phoneNumberID),
            accountID: accountID, accessToken: accessToken, appSecret: appSecret,
            verifyToken: verifyToken, templateNamespace: namespace,
            portfolioID: portfolioID.isEmpty ? nil : portfolioID,
            tokenAppSecret: tokenAppSecret.value.isEmpty ? nil : tokenAppSecret)
    }
}

extension FieldChecker {
    /// Meta's secrets are 32 hexadecimal digits; a short one can be guessed from one signature.
    fileprivate mutating func appSecret(_ secret: Secret, _ field: String) {
        printable(secret.value, field, lengthMin: 16, lengthMax: 256)
    }
}
