package import Notifications

/// Something to ask Meta, and by which account.
package protocol Question: Sendable {
    associatedtype Subject: Hashable & Sendable

    /// What it is about; several accounts may ask about the same.
    var subject: Subject { get }
    var account: SenderAccount { get }
    var urgency: ManagementBudget.Urgency { get }
}

/// A kind of question that is asked about everything once in a while.
package protocol Inquiry: Sendable {
    associatedtype Asked: Question

    /// What it is about, for a log line.
    static var subjects: String { get }
    /// Calls that a question takes.
    static var callsPerQuestion: Int { get }

    var gate: ManagementGate { get }

    /// The questions to ask by now, in an order that stays; at most `limit`.
    func waiting(
        at now: Timestamp, _ options: DeliveryOptions, limit: Int
    ) async throws(StoreFailure) -> [Asked]

    /// Asks, and stores the answer; whether there is one and it is stored.
    func ask(_ question: Asked) async -> Bool
}
