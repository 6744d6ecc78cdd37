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
            let finding = TemplateFinding(
                status, from: .refusal, of: attempt.attempt, sentFrom: attempt.number)
            try apply(finding, of: tenant, at: now)
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
            others: try others(than: attempt, of: stored, tenant.key), isReplay: stored.isReplay,
            at: now)
        try tables.attempts.update(effects.attempt, over: attempt, of: tenant.key)
        if let word = OptOut(code: report.code, at: min(report.occurredAt, now)) {
            try note(word, of: stored.notification.phone, tenant.key)
        }
        if effects.attempt.receipts != attempt.attempt.receipts {
            try learn(from: report, about: attempt, of: tenant, proof, at: now)
        }
        try put(effects.notification, over: stored, of: tenant.key)
        if let status = effects.templateStatus {
            let finding = TemplateFinding(
                status, from: .failure, of: attempt.attempt, sentFrom: attempt.number)
            try apply(finding, of: tenant, at: now)
        }
        return .recorded(effects.notification.status)
    }
}

// MARK: - What it says of the template

extension CommandRunner {
    /// Gives the bindings that the finding concerns their status: the merchant's own, and others' in the
    /// account where it is about the template itself.
    func apply(_ finding: TemplateFinding, of tenant: Tenant, at now: Timestamp) throws {
        let bindings = tenant.bindings.map(\.binding)
        for binding in finding.concerned(among: bindings, tenant.authenticators) {
            try overtake(finding.verdict, of: binding, merchant: tenant.key, at: now)
        }
        guard let verdict = finding.verdictForOthers,
            let (place, proof) = finding.place(among: bindings, tenant.authenticators)
        else { return }
        for (merchant, stored) in try tables.system.bindings(of: place, proof, at: now)
        where merchant.row != tenant.key.row {
            try overtake(verdict, of: stored.binding, merchant: merchant, at: now)
        }
    }
}
