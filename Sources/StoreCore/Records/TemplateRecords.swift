package import Notifications

/// Templates' bindings.
package protocol TemplateRecords: AnyObject {
    /// All of the merchant's, without their components.
    func bindingOutlines(of merchant: MerchantKey) throws(RecordsFault) -> [TemplateBinding]

    /// Those that show the template and are of the app's authenticators, without their components.
    func bindings(
        of template: TemplatePlace, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [(merchant: MerchantKey, binding: TemplateBinding)]

    func insert(_ binding: TemplateBinding, of merchant: MerchantKey) throws(RecordsFault)

    func update(
        _ binding: TemplateBinding, over stored: StoredBinding, of merchant: MerchantKey
    ) throws(RecordsFault)

    /// Writes what a look at Meta's definition, or news of it, changes.
    func putStatus(of binding: TemplateBinding, _ merchant: MerchantKey) throws(RecordsFault)

    /// Notes that all of the merchant's wait for a look at Meta's definitions.
    func askAgainAboutTemplates(of merchant: MerchantKey) throws(RecordsFault)

    /// Whether Meta keeps a message of the template back, or let it go too short a while ago.
    func isHeld(
        template: String, ofAccount account: String, _ hold: QualityHold
    ) throws(RecordsFault) -> Bool
}

/// A binding and its number inside.
package struct StoredBinding: Sendable {
    package let row: Int64
    package var binding: TemplateBinding

    package init(row: Int64, binding: TemplateBinding) {
        self.row = row
        self.binding = binding
    }
}
