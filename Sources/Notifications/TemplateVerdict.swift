/// Whether a binding can be sent, after a look at Meta's definition.
package struct TemplateVerdict: Hashable, Sendable {
    package var status: TemplateStatus
    /// What keeps it from being sent, with the field that differs; empty if nothing does.
    package var problem: String

    package init(status: TemplateStatus, problem: String) {
        self.status = status
        self.problem = problem
    }
}

/// A verdict for the record; ignored if the binding has changed since.
package struct VerificationReport: Hashable, Sendable {
    package var merchant: MerchantID
    package var binding: BindingID
    /// The version that was compared.
    package var version: Int
    package var verdict: TemplateVerdict

    package init(
        merchant: MerchantID, binding: BindingID, version: Int, verdict: TemplateVerdict
    ) {
        self.merchant = merchant
        self.binding = binding
        self.version = version
        self.verdict = verdict
    }
}
