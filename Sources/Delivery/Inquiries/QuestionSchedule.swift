import Notifications

/// Chooses what to ask Meta about: one question about a thing at a time, and after a failure a growing
/// pause, then the next of the ways to ask about it.
struct QuestionSchedule<Subject: Hashable & Sendable>: Sendable {
    private let inFlightMax: Int
    private let backoff: Backoff
    private var subjects: [Subject: QuestionPause] = [:]

    init(inFlightMax: Int, backoff: Backoff) {
        self.inFlightMax = inFlightMax
        self.backoff = backoff
    }

    /// The things that are being asked about, or that were in vain.
    var count: Int { subjects.count }

    /// The questions to ask now, in the order of their coming; their subjects are busy until
    /// ``finish(_:succeeded:at:jitter:)``.
    mutating func start<Question>(
        from questions: [Question], about subject: (Question) -> Subject, at now: Timestamp
    ) -> [Question] {
        let waiting = Dictionary(grouping: questions, by: subject)
        subjects = subjects.filter { $0.value.isBusy || waiting[$0.key] != nil }
        var room = inFlightMax - subjects.values.count(where: \.isBusy)
        var chosen: [Question] = []
        for key in questions.map(subject) where room > 0 {
            var pause = subjects[key] ?? QuestionPause()
            guard let own = waiting[key], pause.isOver(at: now) else { continue }
            pause.begin()
            subjects[key] = pause
            chosen.append(own[pause.failures % own.count])
            room -= 1
        }
        return chosen
    }

    /// The question about the subject came to an end.
    mutating func finish(
        _ subject: Subject, succeeded: Bool, at now: Timestamp, jitter: Double
    ) {
        subjects[subject]?.finish(succeeded: succeeded, at: now, backoff, jitter: jitter)
    }

    /// When the first pause ends; nil: none is under way.
    func nextWakeUp(after now: Timestamp) -> Timestamp? {
        subjects.values.lazy.compactMap { $0.end(after: now) }.min()
    }
}
