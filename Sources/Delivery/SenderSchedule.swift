import Notifications

/// Chooses the numbers to ask Meta about: one question a number at a time, and after a failure a
/// growing pause, then by another merchant's account if there is one.
struct SenderSchedule: Sendable {
    private struct Progress {
        var isBusy = false
        var failures = 0
        var notBefore = Timestamp(milliseconds: .min)
    }

    private let inFlightMax: Int
    private let backoff: Backoff
    private var numbers: [PhoneNumberID: Progress] = [:]

    init(inFlightMax: Int, backoff: Backoff) {
        self.inFlightMax = inFlightMax
        self.backoff = backoff
    }

    /// The accounts to ask with; their numbers are busy until ``finish(_:succeeded:at:jitter:)``.
    mutating func start(from accounts: [SenderAccount], at now: Timestamp) -> [SenderAccount] {
        let waiting = Dictionary(grouping: accounts, by: \.phoneNumberID)
        numbers = numbers.filter { $0.value.isBusy || waiting[$0.key] != nil }
        var room = inFlightMax - numbers.values.count(where: \.isBusy)
        var chosen: [SenderAccount] = []
        for (number, own) in waiting.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where room > 0 {
            var progress = numbers[number] ?? Progress()
            guard !progress.isBusy, progress.notBefore <= now else { continue }
            progress.isBusy = true
            numbers[number] = progress
            chosen.append(own[progress.failures % own.count])
            room -= 1
        }
        return chosen
    }

    /// The question about the number came to an end.
    mutating func finish(
        _ number: PhoneNumberID, succeeded: Bool, at now: Timestamp, jitter: Double
    ) {
        guard var progress = numbers[number] else { return }
        progress.isBusy = false
        progress.failures = succeeded ? 0 : progress.failures + 1
        if progress.failures > 0 {
            progress.notBefore = now + backoff.delay(failures: progress.failures, jitter: jitter)
        }
        numbers[number] = progress
    }

    /// When the first pause ends; nil: none is under way.
    func nextWakeUp(after now: Timestamp) -> Timestamp? {
        numbers.values.lazy.filter { !$0.isBusy && $0.notBefore > now }.map(\.notBefore).min()
    }
}
