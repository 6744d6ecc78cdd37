/// A request that names the merchant whose matter it is.
///
/// The generator says so of each request with a field `merchant_id`, so that a check of who calls for
/// which merchant finds the name in every one.
package protocol MerchantRequest: WireMessage {
    /// As the caller wrote it.
    var merchantID: String { get }
}

extension SetMerchantRequest: MerchantRequest {
    package var merchantID: String { merchant.merchantID }
}
