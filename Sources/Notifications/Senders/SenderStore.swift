/// What is asked about sender numbers.
package protocol SenderStore: Sendable {
    /// The accounts whose numbers Meta has not been asked about since the moment, one for each merchant
    /// who registered the number, by number; at most `limit`.
    func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion]

    /// The merchant's numbers as the merchant may see them, by number; nil: the merchant is unknown.
    func senders(of merchant: MerchantID) async throws(StoreFailure) -> [SenderStatus]?
}
