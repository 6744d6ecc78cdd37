/// For how many days what is stored is kept; counts are kept for ever.
package struct RetentionPolicy: Hashable, Sendable {
    /// What was written to customers, from the moment that its message was armed.
    package var textDays = 30
    /// Customers' numbers, names and links, from the last that happened to their session.
    package var personalDays = 180
    /// Sessions with all that hangs on them, the `event_id`s of their calls among it, likewise.
    package var sessionsDays = 400

    /// What each of the three may be.
    package static let textRange = 1...daysMax
    package static let personalRange = 1...daysMax
    /// A call may be repeated with its `event_id` for 30 days, whatever is set.
    package static let sessionsRange = 30...daysMax
    /// A century.
    private static let daysMax = 36_500

    package init() {}

    package init(textDays: Int, personalDays: Int, sessionsDays: Int) {
        self.textDays = textDays
        self.personalDays = personalDays
        self.sessionsDays = sessionsDays
    }

    /// Which of two durations contradict each other; nil: none do.
    ///
    /// What belongs to something is not kept for longer than it.
    package var contradiction: Contradiction? {
        if personalDays < textDays { return .personalBeforeText }
        if sessionsDays < personalDays { return .sessionsBeforePersonal }
        return nil
    }

    package enum Contradiction: Hashable, Sendable {
        case personalBeforeText, sessionsBeforePersonal
    }

    /// Days that are kept of what the sweep is about.
    package func days(of subject: RetentionSubject) -> Int {
        switch subject {
        case .texts: textDays
        case .people, .names: personalDays
        case .sessions: sessionsDays
        }
    }

    /// What was there at the moment or before is past its days.
    package func end(of subject: RetentionSubject, at now: Timestamp) -> Timestamp {
        now - .days(days(of: subject))
    }
}

/// What is swept by itself, in the order of the days that it is kept for; its name stands in files and is
/// a label of a metric.
package enum RetentionSubject: String, CaseIterable, Hashable, Sendable {
    /// Texts of messages.
    case texts
    /// What sessions and their notifications say of a customer.
    case people
    /// The names that Meta gives customers, from the week that they were last told in.
    case names
    /// Sessions with all that hangs on them.
    case sessions
}

extension Duration {
    /// So many times 24 hours.
    package static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
