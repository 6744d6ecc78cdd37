import RPC

/// Counts the calls that were answered with a status other than OK.
package protocol RefusalCounter: Sendable {
    /// Counts one call.
    ///
    /// - Parameter reason: One of a fixed set of names, such as `IDEMPOTENCY_KEY_REUSED`.
    func countRefusal(reason: String)
}

extension RefusalCounter {
    func count(_ refusal: RPCStatus) {
        countRefusal(reason: refusal.reason ?? refusal.code.name)
    }
}
