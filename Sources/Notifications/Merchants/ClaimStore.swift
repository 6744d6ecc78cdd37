/// What is asked about authenticators' claims.
package protocol ClaimStore: Sendable {
    /// The authenticators that Meta has not been asked about since the moment, or that it refused or did
    /// not subscribe before the other; at most `limit`.
    func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck]

    /// The merchant's authenticators as they stand with Meta, by phone number id; nil: the merchant is
    /// unknown.
    func authenticatorStatuses(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [AuthenticatorStatus]?

    /// The numbers of which nothing comes back for longer than may be, with since when.
    var silences: [SilenceRecord.Way: Timestamp] { get }
}
