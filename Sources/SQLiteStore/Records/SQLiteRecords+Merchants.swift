internal import Notifications
internal import SQLite
internal import StoreCore

extension SQLiteRecords: MerchantRecords {
    func tenant(_ id: MerchantID) throws(SQLiteError) -> Tenant? {
        guard let (key, merchant) = try tables.merchants.find(id) else { return nil }
        return Tenant(
            key, merchant, authenticators: try tables.merchants.authenticators(of: key),
            bindings: try tables.templates.bindings(of: key),
            pauses: try tables.pauses.concerning(key).map(\.pause.scope))
    }

    func insert(_ merchant: Merchant) throws(SQLiteError) { try tables.merchants.insert(merchant) }

    func update(_ merchant: Merchant) throws(SQLiteError) { try tables.merchants.update(merchant) }

    func insert(_ entry: AuditEntry, of merchant: MerchantKey) throws(SQLiteError) {
        try tables.audit.insert(entry, of: merchant)
    }

    // MARK: Pauses

    func pauses(concerning merchant: MerchantKey) throws(SQLiteError) -> [StoredPause] {
        try tables.pauses.concerning(merchant)
    }

    func insert(_ pause: Pause, of merchant: MerchantKey) throws(SQLiteError) {
        try tables.pauses.insert(pause, of: merchant)
    }

    func delete(_ pause: StoredPause) throws(SQLiteError) { try tables.pauses.delete(pause) }

    // MARK: Authenticators

    func app(withSecret secret: Secret) throws(SQLiteError) -> AppID {
        try tables.apps.app(withSecret: secret)
    }

    func forgetUnusedApps(at now: Timestamp) throws(SQLiteError) {
        try tables.apps.forgetUnused(at: now)
    }

    func insert(_ authenticator: Authenticator, of merchant: MerchantKey) throws(SQLiteError) {
        try tables.merchants.insert(authenticator, of: merchant)
    }

    func update(_ authenticator: Authenticator, of merchant: MerchantKey) throws(SQLiteError) {
        try tables.merchants.update(authenticator, of: merchant)
    }

    func askAgain(
        about authenticator: AuthenticatorID, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.claims.askAgain(about: authenticator, of: merchant)
    }

    func wantSubscription(
        of authenticator: AuthenticatorID, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.claims.wantSubscription(of: authenticator, merchant)
    }

    func put(
        _ report: ClaimReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try tables.claims.put(report, of: merchant, at: now)
    }

    func put(
        _ report: ContactReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try tables.claims.put(report, of: merchant, at: now)
    }
}

extension SQLiteRecords: TemplateRecords {
    func bindingOutlines(of merchant: MerchantKey) throws(SQLiteError) -> [TemplateBinding] {
        try tables.templates.outlines(of: merchant).map(\.binding)
    }

    func bindings(
        of template: TemplatePlace, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [(merchant: MerchantKey, binding: TemplateBinding)] {
        try tables.system.bindings(of: template, proof, at: now)
    }

    func insert(_ binding: TemplateBinding, of merchant: MerchantKey) throws(SQLiteError) {
        try tables.templates.insert(binding, of: merchant)
    }

    func update(
        _ binding: TemplateBinding, over stored: StoredBinding, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try tables.templates.update(binding, over: stored, of: merchant)
    }

    func putStatus(of binding: TemplateBinding, _ merchant: MerchantKey) throws(SQLiteError) {
        try tables.templates.setStatus(of: binding, merchant)
    }

    func askAgainAboutTemplates(of merchant: MerchantKey) throws(SQLiteError) {
        try tables.templates.askAgain(of: merchant)
    }

    func isHeld(
        template: String, ofAccount account: String, _ hold: QualityHold
    ) throws(SQLiteError) -> Bool {
        try tables.system.isHeld(template: template, ofAccount: account, hold)
    }
}
