package import Notifications

/// Sessions and their state changes.
package protocol SessionRecords: AnyObject {
    /// What a state change looks at beside its tenant; nil: its session is unknown.
    func load(
        _ change: NotifyStateChange, of merchant: MerchantKey
    ) throws(RecordsFault) -> SessionForChange?

    /// The session with all of its notifications; nil: unknown.
    func sessionWithNotifications(
        _ id: SessionID, of merchant: MerchantKey
    ) throws(RecordsFault) -> SessionWithNotifications?

    /// The session alone; nil: unknown.
    func session(_ id: SessionID, of merchant: MerchantKey) throws(RecordsFault) -> StoredSession?

    /// The states that the session was told of, each once, in the order of their first telling.
    func recordedStates(
        of session: StoredSession, merchant: MerchantKey
    ) throws(RecordsFault) -> [PaymentState]

    /// Writes the session over the stored one, or as a new one; gives its number inside.
    func put(
        _ session: Session, over stored: StoredSession?, of merchant: MerchantKey
    ) throws(RecordsFault) -> Int64

    func insert(
        _ change: StateChange, digest: RequestDigest, in session: Int64, of merchant: MerchantKey
    ) throws(RecordsFault)
}

/// A session and its number inside.
package struct StoredSession: Sendable {
    package let row: Int64
    package let session: Session

    package init(row: Int64, session: Session) {
        self.row = row
        self.session = session
    }
}

/// A session as a state change looks at it.
package struct SessionForChange: Sendable {
    package let stored: StoredSession
    /// Of all of its notifications, oldest first.
    package let notifications: [StoredOutline]
    /// The call that used the change's `event_id`.
    package let replayed: NotifyStateChange.Replayed?
    /// What its recipient wants; given without a recipient.
    package let consent: Consent

    package init(
        stored: StoredSession, notifications: [StoredOutline],
        replayed: NotifyStateChange.Replayed?, consent: Consent
    ) {
        self.stored = stored
        self.notifications = notifications
        self.replayed = replayed
        self.consent = consent
    }
}

/// A session with all of its notifications.
package struct SessionWithNotifications: Sendable {
    package let stored: StoredSession
    /// Oldest first.
    package let notifications: [StoredNotification]

    package init(stored: StoredSession, notifications: [StoredNotification]) {
        self.stored = stored
        self.notifications = notifications
    }
}
