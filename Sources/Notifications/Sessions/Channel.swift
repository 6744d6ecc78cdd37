/// Who writes to a session's customer.
package enum Channel: String, CaseIterable, Hashable, Sendable {
    /// paynotify, when the payment changes its state.
    case automatic
    /// A person, one message at a time.
    case manual
}
