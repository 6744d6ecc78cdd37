import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: MerchantRecords {
    func tenant(_ id: MerchantID) throws(RecordsFault) -> Tenant? {
        try neutral(tables.tenant(id))
    }

    func insert(_ merchant: Merchant) throws(RecordsFault) {
        try neutral(tables.merchants.insert(merchant))
    }

    func update(_ merchant: Merchant) throws(RecordsFault) {
        try neutral(tables.merchants.update(merchant))
    }

    func insert(_ entry: AuditEntry, of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.audit.insert(entry, of: merchant))
    }

    // MARK: Pauses

    func pauses(concerning merchant: MerchantKey) throws(RecordsFault) -> [StoredPause] {
        try neutral(tables.pauses.concerning(merchant))
    }

    func insert(_ pause: Pause, of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.pauses.insert(pause, of: merchant))
    }

    func delete(_ pause: StoredPause) throws(RecordsFault) {
        try neutral(tables.pauses.delete(pause))
    }

    // MARK: Authenticators

    func app(withSecret secret: Secret) throws(RecordsFault) -> AppID {
        try neutral(tables.apps.app(withSecret: secret))
    }

    func forgetUnusedApps(at now: Timestamp) throws(RecordsFault) {
        try neutral(tables.apps.forgetUnused(at: now))
    }

    func insert(_ authenticator: Authenticator, of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.merchants.insert(authenticator, of: merchant))
    }

    func update(_ authenticator: Authenticator, of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.merchants.update(authenticator, of: merchant))
    }

    func askAgain(
        about authenticator: AuthenticatorID, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.claims.askAgain(about: authenticator, of: merchant))
    }

    func wantSubscription(
        of authenticator: AuthenticatorID, _ merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.claims.wantSubscription(of: authenticator, merchant))
    }

    func put(
        _ report: ClaimReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        try neutral(tables.claims.put(report, of: merchant, at: now))
    }

    func put(
        _ report: ContactReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        try neutral(tables.claims.put(report, of: merchant, at: now))
    }
}

extension SQLiteRecords: TemplateRecords {
    func bindingOutlines(of merchant: MerchantKey) throws(RecordsFault) -> [TemplateBinding] {
        try neutral(tables.templates.outlines(of: merchant).map(\.binding))
    }

    func bindings(
        of template: TemplatePlace, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [(merchant: MerchantKey, binding: TemplateBinding)] {
        try neutral(tables.system.bindings(of: template, proof, at: now))
    }

    func insert(_ binding: TemplateBinding, of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.templates.insert(binding, of: merchant))
    }

    func update(
        _ binding: TemplateBinding, over stored: StoredBinding, of merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.templates.update(binding, over: stored, of: merchant))
    }

    func putStatus(of binding: TemplateBinding, _ merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.templates.setStatus(of: binding, merchant))
    }

    func askAgainAboutTemplates(of merchant: MerchantKey) throws(RecordsFault) {
        try neutral(tables.templates.askAgain(of: merchant))
    }

    func isHeld(
        template: String, ofAccount account: String, _ hold: QualityHold
    ) throws(RecordsFault) -> Bool {
        try neutral(tables.system.isHeld(template: template, ofAccount: account, hold))
    }
}
