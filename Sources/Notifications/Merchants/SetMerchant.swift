/// Creates a merchant or replaces its settings.
package struct SetMerchant: Hashable, Sendable {
    package var merchant: Merchant

    /// Takes settings that have been checked.
    package init(merchant: Merchant) { self.merchant = merchant }
}
