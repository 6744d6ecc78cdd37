import Notifications

/// Forgets what is past its days, a few rows a command.
///
/// Sweeps go by the numbers of rows, which need no index of their own. Each remembers how far it has
/// come; what it passes because it may not go yet is noted with the moment of the next look.
final class RetentionCommands {
    private let context: CommandContext
    private let records: any Records
    /// The last name that was looked at; nil: the next round begins, as it does with each start.
    private var lastName: CustomerName?

    init(_ context: CommandContext) {
        self.context = context
        records = context.records
    }

    /// When the next round through the names begins; nil: at once.
    private var namesRestUntil: Timestamp?

    /// To be called when writes were taken back.
    func forgetAll() {
        lastName = nil
        namesRestUntil = nil
    }

    func forget(_ command: ForgetOld, at now: Timestamp) throws(RecordsFault) -> CommandAnswer {
        switch command.subject {
        case .texts: .forgot(try forgetTexts(command, at: now))
        case .names: .forgot(try forgetNames(command, at: now))
        case .people, .sessions: .forgot(try forgetSessions(command, at: now))
        }
    }

    private func forgetTexts(
        _ command: ForgetOld, at now: Timestamp
    ) throws(RecordsFault) -> ForgetOld.Answer {
        let position = try records.position(of: command.subject)
        let page = try records.attempts(after: position, limit: command.limit)
        // A row is used again within the day at most, so that none stands young before old ones for long.
        let old = page.prefix { command.passes($0.madeAt, at: now) }
        guard let first = old.first?.row, let last = old.last?.row else { return .nothing }
        let rows = first...last
        let count = try records.removeTexts(of: rows)
        context.recent.forget { rows.contains($0.attempt.row) }
        try records.put(last, of: command.subject)
        return .init(forgotten: count, hasMore: old.count == command.limit)
    }

    private func forgetNames(
        _ command: ForgetOld, at now: Timestamp
    ) throws(RecordsFault) -> ForgetOld.Answer {
        // All names are looked at, and few are past their days: once a day is enough.
        if let namesRestUntil, now < namesRestUntil { return .nothing }
        let page = try records.names(after: lastName, limit: command.limit)
        var count = 0
        for name in page {
            guard let seenAt = name.seenAt else {
                try records.put(now, of: name)
                continue
            }
            guard seenAt <= command.end else { continue }
            try records.remove(name)
            count += 1
        }
        let hasMore = page.count == command.limit
        lastName = hasMore ? page.last : nil
        namesRestUntil = hasMore ? nil : now + ForgetOld.pause
        return .init(forgotten: count, hasMore: hasMore)
    }

    // MARK: Sessions

    private func forgetSessions(
        _ command: ForgetOld, at now: Timestamp
    ) throws(RecordsFault) -> ForgetOld.Answer {
        var gone: Set<Int64> = []
        let due = try records.sessionsDue(for: command.subject, at: now, limit: command.limit)
        for row in due {
            switch try verdict(on: row, command, at: now) {
            case .forget:
                try records.removeDue(ofSession: row, for: command.subject)
                if try forget(row, command.subject) { gone.insert(row) }
            case .keep(let moment): try records.put(moment, ofSession: row, for: command.subject)
            case nil: try records.removeDue(ofSession: row, for: command.subject)
            }
        }
        var hasMore = due.count == command.limit
        if !hasMore { hasMore = try goOn(command, &gone, at: now) }
        if !gone.isEmpty {
            context.recent.forget { gone.contains($0.notification.session) }
            if command.subject == .sessions { try moveBack() }
        }
        return .init(forgotten: gone.count, hasMore: hasMore)
    }

    /// Looks at the sessions behind the position, and moves it; whether more may be past their days.
    private func goOn(
        _ command: ForgetOld, _ gone: inout Set<Int64>, at now: Timestamp
    ) throws(RecordsFault) -> Bool {
        let before = try records.position(of: command.subject)
        let page = try records.sessions(after: before, limit: command.limit)
        var position = before
        look: for session in page {
            guard command.passes(session.madeAt, at: now) else { break }
            switch try verdict(on: session.row, command, at: now) {
            case .forget:
                if try forget(session.row, command.subject) { gone.insert(session.row) }
            case .keep(let moment):
                // Most sessions last for hours: those behind it wait rather than be noted one by one.
                if moment < now + ForgetOld.pause { break look }
                try records.put(moment, ofSession: session.row, for: command.subject)
            case nil: break
            }
            position = session.row
        }
        if position != before { try records.put(position, of: command.subject) }
        return page.count == command.limit && position == page.last?.row
    }

    /// Who comes gets the number behind the last one that is there: no sweep may have passed it.
    private func moveBack() throws(RecordsFault) {
        for subject in [RetentionSubject.texts, .people, .sessions] {
            let last = try records.lastRow(of: subject)
            if try records.position(of: subject) > last { try records.put(last, of: subject) }
        }
    }

    private func verdict(
        on row: Int64, _ command: ForgetOld, at now: Timestamp
    ) throws(RecordsFault) -> ForgetOld.Verdict? {
        try records.age(ofSession: row).map { command.decide($0, at: now) }
    }

    /// Whether there was something to forget.
    private func forget(
        _ row: Int64, _ subject: RetentionSubject
    ) throws(RecordsFault) -> Bool {
        guard subject == .sessions else { return try records.removeCustomer(ofSession: row) }
        for (status, count) in try records.removeSession(row) {
            context.trace.counts.append((status, -count))
        }
        return true
    }
}

extension ForgetOld.Answer {
    fileprivate static let nothing = Self(forgotten: 0, hasMore: false)
}
