/// What decisions about a session look at of each of its notifications.
package struct NotificationOutline: Hashable, Sendable {
    package var id: NotificationID
    package var state: PaymentState
    package var status: NotificationStatus
    /// As ``Notification/statusReason``.
    package var statusReason: String
    package var isWithdrawn: Bool
    /// Tries made so far.
    package var attemptNumber: Int
    /// Who sends it.
    package var origin: Channel
    package var createdAt: Timestamp

    package init(
        id: NotificationID, state: PaymentState, status: NotificationStatus, statusReason: String,
        isWithdrawn: Bool, attemptNumber: Int, origin: Channel, createdAt: Timestamp
    ) {
        self.id = id
        self.state = state
        self.status = status
        self.statusReason = statusReason
        self.isWithdrawn = isWithdrawn
        self.attemptNumber = attemptNumber
        self.origin = origin
        self.createdAt = createdAt
    }

    /// Whether a later notification of the session has to wait for it.
    package var blocksLater: Bool {
        switch status {
        case .armed: true
        case .uncertain, .pending: !isWithdrawn
        case .held, .accepted, .sent, .delivered, .read, .failed, .dead, .unresolved, .superseded,
            .expired, .cancelled:
            false
        }
    }
}

extension Notification {
    /// What decisions about its session look at.
    package var outline: NotificationOutline {
        NotificationOutline(
            id: id, state: state, status: status, statusReason: statusReason,
            isWithdrawn: isWithdrawn, attemptNumber: attemptNumber, origin: origin,
            createdAt: createdAt)
    }

    /// Whether a later notification of the session has to wait for it.
    package var blocksLater: Bool { outline.blocksLater }
}
