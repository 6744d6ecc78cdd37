import Notifications

/// What is seen of the way back from Meta: which messages receipts proved, and which numbers are silent.
final class WayBack {
    private(set) var channels: ChannelRecord
    /// Since when numbers are silent.
    var silences = SilenceRecord()
    /// Whether a silence began or ended since the flag was lowered.
    var silencesChanged = false

    init(healthySince moment: Timestamp) { channels = ChannelRecord(healthySince: moment) }

    /// Receipts could not be stored until now.
    func wasInterrupted(until now: Timestamp) { channels.wasInterrupted(until: now) }

    /// A receipt proved that the attempt's message left Meta.
    func wasProved(_ attempt: StoredAttempt, of tenant: Tenant) {
        channels.prove(attempt.attempt, from: tenant.way(from: attempt.number))
    }

    /// A message from the number was accepted, and nothing is known of it beside.
    func wasAccepted(_ number: PhoneNumberID, of tenant: Tenant, at now: Timestamp) {
        if silences.accepted(tenant.way(from: number), at: now) { silencesChanged = true }
    }

    /// News of the number came back.
    func heard(of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp) {
        if silences.heard(.init(number: number, app: proof.app), at: now) { silencesChanged = true }
    }
}
