/// What Meta's webhook said of an attempt.
package struct Receipt: Hashable, Sendable {
    /// The kinds that change anything; others are counted and ignored.
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case sent, delivered, read, failed
    }

    package var status: Status
    /// By Meta's clock.
    package var occurredAt: Timestamp
    package var receivedAt: Timestamp
    /// Meta's error code for `failed`; else 0.
    package var code: Int

    package init(status: Status, occurredAt: Timestamp, receivedAt: Timestamp, code: Int) {
        self.status = status
        self.occurredAt = occurredAt
        self.receivedAt = receivedAt
        self.code = code
    }
}
