/// What is asked about authenticators' claims.
package protocol ClaimStore: Sendable {
    /// The authenticators that Meta has not been asked about since the moment, or that it refused before
    /// the other; at most `limit`.
    func claimsToCheck(
        since moment: Timestamp, refusedSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck]
}
