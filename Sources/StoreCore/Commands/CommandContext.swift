import Notifications

/// What the use cases share: the records, what is known of tenants, and what the command under way leaves
/// to do.
///
/// Belongs to the thread that writes.
final class CommandContext {
    let records: any Records
    let zones: any ZoneRules
    var ids: IdentifierGenerator
    /// What the command under way leaves to do.
    var trace = CommandTrace()
    /// Messages whose results and receipts are expected.
    let recent = RecentMessages()
    /// What is known of merchants; forgotten when anything in it changes.
    private var tenants: [MerchantID: Tenant] = [:]

    init(_ records: any Records, zones: any ZoneRules, ids: IdentifierGenerator) {
        self.records = records
        self.zones = zones
        self.ids = ids
    }

    /// What is known of the merchant; nil: unknown.
    func tenant(_ id: MerchantID) throws(RecordsFault) -> Tenant? {
        if let known = tenants[id] { return known }
        guard let tenant = try records.tenant(id) else { return nil }
        if tenants.count >= Tenant.countMax { tenants = [:] }
        tenants[id] = tenant
        return tenant
    }

    /// What is known of the merchant, or the refusal of a command about an unknown one.
    func knownTenant(_ id: MerchantID) throws -> Tenant {
        guard let tenant = try tenant(id) else { throw Refusal.notFound(.merchant) }
        return tenant
    }

    /// The notification and its tenant; nil: either is unknown.
    func find(
        _ reference: NotificationReference
    ) throws(RecordsFault) -> (tenant: Tenant, stored: StoredNotification)? {
        guard let tenant = try tenant(reference.merchant) else { return nil }
        if let known = recent.find(reference) { return (tenant, known.notification) }
        guard let stored = try records.notification(reference.notification, of: tenant.key) else {
            return nil
        }
        return (tenant, stored)
    }

    /// The notification's attempt with the token; nil: unknown.
    func attempt(
        _ token: AttemptToken, of stored: StoredNotification, _ merchant: MerchantKey
    ) throws(RecordsFault) -> StoredAttempt? {
        if let known = recent.find(token), known.notification.row == stored.row {
            return known.attempt
        }
        return try records.attempt(token, of: stored, merchant: merchant)
    }

    /// To be called when anything of the merchant changed.
    func forget(_ id: MerchantID) { tenants[id] = nil }

    /// To be called when something changed that merchants share.
    func forgetTenants() { tenants = [:] }

    /// To be called when writes were taken back.
    func forgetAll() {
        forgetTenants()
        recent.forgetAll()
    }

    /// Notes what a person did, with the writes that do it.
    func audit(
        _ action: AuditAction, _ subject: String, detail: String = "", rows: Int,
        by actor: ActorName, of merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        let entry = AuditEntry(
            at: now, actor: actor, action: action, subject: subject, detail: detail, rows: rows)
        try records.insert(entry, of: merchant)
    }
}
