/// What became of a customer's STOP.
struct SoakStop: Hashable, Sendable {
    var customer: SoakCustomer
    /// Meta's id of the number that they wrote to.
    var number: String
    /// The sandbox's time from which on nothing may be sent to them; nil: no opt-out was seen.
    var silentFrom: String?
    /// For whom which number's opt-out is missing at the end.
    var missing: [String] = []

    var name: String { "\(customer.kind) \(customer.phone) at \(number)" }
}
