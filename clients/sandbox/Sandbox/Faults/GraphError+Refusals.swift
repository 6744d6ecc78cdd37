extension GraphError {
    /// A refusal that Meta gives though nothing here has changed, such as that of a template
    /// whose definition is listed as APPROVED; refuses a code that is not known as one.
    static func refusal(_ code: Int, path: String) throws(GraphError) -> GraphError {
        guard let refusal = refusals.first(where: { $0.code == code }) else {
            let codes = refusals.map { String($0.code) }.joined(separator: ", ")
            throw .invalid("\(path)code must be one of \(codes)")
        }
        return refusal
    }

    /// As Meta's error table and reports of them have it; the details are of our own wording.
    private static let refusals = [
        GraphError(
            status: 403, code: 131_031, title: "Business Account locked",
            details: "the account was locked, or its data does not match"),
        GraphError(
            status: 403, code: 131_037, title: "Display name is not approved",
            details: "the number needs an approved display name"),
        GraphError(
            status: 400, code: 131_042, title: "Business eligibility payment issue",
            details: "there is a problem with the payment method of the account"),
        GraphError(
            status: 400, code: 131_048, title: "Spam rate limit hit",
            details: "too many messages of this number were blocked or flagged as spam"),
        GraphError(
            status: 400, code: 131_063, title: "Marketing templates are disabled for Cloud API",
            details: "send the template by the marketing messages API"),
        GraphError(
            status: 400, code: 131_064, title: "Limited for templates in the wrong category",
            details: "the messaging limit was cut for a time"),
        parameterCount("body", given: 3, expected: 4),
        templateMissing("asked for", "this language"),
        GraphError(
            status: 400, code: 132_007, title: "Template format character policy violated",
            details: "the content violates a policy"),
        parameterFormat("body: Format mismatch, expected TEXT, received CURRENCY"),
        templatePaused("asked for"),
        templateDisabled("asked for"),
        parameterText("body: parameters[0]"),
        GraphError(
            status: 403, code: 368, title: "Temporarily blocked for policies violations",
            details: "the account is restricted"),
    ]
}
