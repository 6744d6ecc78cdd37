internal import Notifications
internal import SQLite

// MARK: - What became of a send

extension CommandRunner {
    func record(_ report: AttemptReport, at now: Timestamp) throws -> CommandAnswer {
        guard let (tenant, stored) = try find(report.reference),
            let attempt = try tables.attempts.find(
                report.token, of: stored.row, merchant: tenant.key)
        else { return .recorded(nil) }
        let earlier =
            report.looksBack
            ? try tables.attempts.all(of: stored.row, merchant: tenant.key)
                .filter { $0.number < attempt.attempt.number } : []
        let effects = report.decide(
            notification: stored.notification, attempt: attempt.attempt, earlier: earlier, at: now,
            jitter: Double.random(in: 0...1, using: &random))
        try tables.attempts.update(effects.attempt, over: attempt, of: tenant.key)
        try put(effects.notification, over: stored, of: tenant.key)
        if let status = effects.templateStatus {
            try set(status, "Meta refused a message", ofTemplateOf: attempt, tenant, at: now)
        }
        switch report.result {
        case .accepted(_, _, let names):
            try keep(names, of: stored.notification.phone, tenant.key)
            try wasAccepted(attempt, of: tenant, at: now)
            if attempt.attempt.receipts.isEmpty {
                beganSilence(attempt.number, of: tenant, at: now)
            }
        case .refused(let code, let refusal, _):
            if let word = OptOut(code: code, at: now) {
                try note(word, of: stored.notification.phone, tenant.key)
            }
            if refusal.mayConcernOthers, effects.attempt != attempt.attempt {
                try wasRefused(stored.notification.id, attempt, code: code, of: tenant, at: now)
            }
        case .notSent, .unknown: break
        }
        return .recorded(effects.notification.status)
    }

    func record(
        _ report: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws -> CommandAnswer {
        endedSilence(report.phoneNumberID, proof, at: now)
        guard let keys = try tables.system.attempt(of: report, proof, at: now),
            let (tenant, stored) = try find(keys.reference),
            let attempt = try tables.attempts.find(
                keys.token, of: stored.row, merchant: tenant.key)
        else { return try unknown(report.phoneNumberID, proof, at: now) }
        if report.status != .failed {
            channels.prove(attempt.attempt, from: tenant.way(from: attempt.number))
            try wasProved(attempt, of: tenant, proof, at: now)
        }
        try keep(report.names, of: stored.notification.phone, tenant.key)
        let effects = report.decide(
            notification: stored.notification, attempt: attempt.attempt,
            others: try others(than: attempt, of: stored, tenant.key), at: now)
        try tables.attempts.update(effects.attempt, over: attempt, of: tenant.key)
        if let word = OptOut(code: report.code, at: min(report.occurredAt, now)) {
            try note(word, of: stored.notification.phone, tenant.key)
        }
        if effects.attempt.receipts != attempt.attempt.receipts {
            try learn(from: report, about: attempt, of: tenant, proof, at: now)
        }
        // A person asked for another message though this one was proved sent: it still waits.
        if stored.waitsForResend, attempt.attempt.isProvedSent { return .recorded(.pending) }
        try put(effects.notification, over: stored, of: tenant.key)
        if let status = effects.templateStatus {
            try set(status, "a message failed", ofTemplateOf: attempt, tenant, at: now)
        }
        return .recorded(effects.notification.status)
    }
}

// MARK: - What it says of the template

extension CommandRunner {
    /// Gives a status to all of the merchant's bindings that show the attempt's template in the account
    /// that it was sent from.
    ///
    /// A template that was let go after the attempt was armed is not stopped for it.
    func set(
        _ status: TemplateStatus, _ problem: String, ofTemplateOf attempt: AttemptTable.Stored,
        _ tenant: Tenant, at now: Timestamp
    ) throws {
        let sender = tenant.authenticators.first { $0.phoneNumberID == attempt.number }
        let senders = tenant.authenticators.filter { $0.accountID == sender?.accountID }
            .map(\.id)
        for stored in tenant.bindings
        where stored.binding.content.label == attempt.attempt.template
            && senders.contains(stored.binding.authenticator)
            && stored.binding.releasedAt.map({ $0 <= attempt.attempt.armedAt }) ?? true
        {
            let problem = status == .unverified ? "" : problem
            let verdict = TemplateVerdict(status: status, problem: problem)
            try overtake(verdict, of: stored.binding, merchant: tenant.key, at: now)
        }
        if status == .paused, let sender { try pause(attempt, of: sender, but: tenant, at: now) }
    }

    /// A pause is the template's own: whoever else of the app shows it in the account waits too.
    private func pause(
        _ attempt: AttemptTable.Stored, of sender: Authenticator, but tenant: Tenant,
        at now: Timestamp
    ) throws {
        let contents = tenant.bindings.map(\.binding.content)
        guard let content = contents.first(where: { $0.label == attempt.attempt.template })
        else { return }
        let all = try tables.system.bindings(
            ofAccount: sender.accountID, name: content.name,
            templateLanguage: content.templateLanguage, AppProof(app: sender.app), at: now)
        let verdict = TemplateVerdict(status: .paused, problem: "Meta refused a message")
        for (merchant, stored) in all where merchant.row != tenant.key.row {
            try overtake(verdict, of: stored.binding, merchant: merchant, at: now)
        }
    }
}
