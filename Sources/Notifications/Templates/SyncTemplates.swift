/// Has Meta asked again about all of a merchant's bindings; those that are approved are sent meanwhile.
package struct SyncTemplates: Hashable, Sendable {
    package var merchant: MerchantID
    package var actor: ActorName

    /// Takes fields that have been checked.
    package init(merchant: MerchantID, actor: ActorName) {
        self.merchant = merchant
        self.actor = actor
    }

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, actor: String
    ) throws(Refusal) -> SyncTemplates {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let actor = check.actor(actor)
        try check.finish()
        return SyncTemplates(merchant: merchant, actor: actor)
    }
}
