/// An answer before it becomes HTTP.
struct Answer: Sendable {
    /// A fault, with the rule that injected it.
    struct Injected: Sendable {
        let rule: String
        let fault: Fault
    }

    var status = 200
    var body: JSON
    /// The version that served the call; `nil` if its path has none.
    var version: String?
    /// What the account has used of its management calls; `nil` after other calls.
    var usage: BusinessUsage?
    /// Why the call was not carried out, if the body says it.
    var refusal: GraphError?
    /// What goes wrong on the way to the client.
    var injected: Injected?
    /// Rings when the answer may go, because a status was to be told before it.
    var heldBy: WakeSignal?
    /// The time that the answer waits.
    var delay = Duration.zero

    static let success = Answer(body: ["success": true])

    /// What the log keeps.
    struct Summary: Sendable {
        /// The HTTP status that the client saw; `nil` if none.
        let status: Int?
        /// The error's code; `nil` for a call that was carried out.
        let code: Int?
        let details: String?
        let isCarriedOut: Bool
        /// The limit that refused the call.
        let limit: Limit?
        /// The rule that let the call go wrong.
        let faultRule: String?
    }

    var summary: Summary {
        Summary(
            status: injected.map(\.fault.status) ?? status, code: refusal?.code,
            details: refusal?.details ?? refusal?.user?.message,
            isCarriedOut: refusal == nil && injected?.fault.moment != .before,
            limit: refusal?.limit, faultRule: injected?.rule)
    }
}
