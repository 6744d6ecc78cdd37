import Notifications
import TestKit

/// What is stored when a state change arrives: valid unless a test says otherwise.
struct Given: Sendable {
    var merchant: Merchant? = Fixtures.merchant
    var session: Session? = Fixtures.session()
    var notifications: [Notification] = []
    var hasAuthenticator = true
    var consent = Consent.given
    var bindings = Fixtures.bindings()
    var replayed: NotifyStateChange.Replayed?
    var restoredAt: Timestamp?

    /// Makes the time from 18:00 on quiet.
    mutating func quiet(until endMinute: Int, includesPostPayment: Bool = false) {
        merchant?.quietHours = QuietHours(
            startMinute: 18 * 60, endMinute: endMinute, includesPostPayment: includesPostPayment)
    }

    /// The answer to the change, or its refusal.
    func verdict(
        on change: NotifyStateChange, at now: Timestamp = Fixtures.now
    ) throws(Refusal) -> NotifyStateChange.Verdict {
        var ids = Fixtures.ids()
        return try change.decide(snapshot, at: now, zones: Fixtures.zones, ids: &ids)
    }

    /// What is written for a change that is not a replay; nil for a replay.
    func effects(
        of change: NotifyStateChange, at now: Timestamp = Fixtures.now
    ) throws(Refusal) -> NotifyStateChange.Effects? {
        if case .record(let effects) = try verdict(on: change, at: now) { effects } else { nil }
    }

    var snapshot: NotifyStateChange.Snapshot {
        NotifyStateChange.Snapshot(
            merchant: merchant, replayed: replayed, session: session, notifications: notifications,
            hasAuthenticator: hasAuthenticator, consent: consent, bindings: bindings,
            restoredAt: restoredAt)
    }
}
