import Notifications

/// Chooses what to ask Meta about: one question about a thing at a time, and after a failure a growing
/// pause, then the next of the ways to ask about it.
struct QuestionSchedule<Subject: Hashable & Sendable>: Sendable {
    private struct Progress {
        var isBusy = false
        var failures = 0
        var notBefore = Timestamp(milliseconds: .min)
    }

    private let inFlightMax: Int
    private let backoff: Backoff
    private var subjects: [Subject: Progress] = [:]

    init(inFlightMax: Int, backoff: Backoff) {
        self.inFlightMax = inFlightMax
        self.backoff = backoff
    }

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
            var progress = subjects[key] ?? Progress()
            guard let own = waiting[key], !progress.isBusy, progress.notBefore <= now else {
                continue
            }
            progress.isBusy = true
            subjects[key] = progress
            chosen.append(own[progress.failures % own.count])
            room -= 1
        }
        return chosen
    }

    /// The question about the subject came to an end.
    mutating func finish(
        _ subject: Subject, succeeded: Bool, at now: Timestamp, jitter: Double
    ) {
        guard var progress = subjects[subject] else { return }
        progress.isBusy = false
        progress.failures = succeeded ? 0 : progress.failures + 1
        if progress.failures > 0 {
            progress.notBefore = now + backoff.delay(failures: progress.failures, jitter: jitter)
        }
        subjects[subject] = progress
    }

    /// When the first pause ends; nil: none is under way.
    func nextWakeUp(after now: Timestamp) -> Timestamp? {
        subjects.values.lazy.filter { !$0.isBusy && $0.notBefore > now }.map(\.notBefore).min()
    }
}
