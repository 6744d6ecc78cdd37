/// Which of a merchant's notifications a replay sends once more.
package struct ReplayFilter: Hashable, Sendable {
    /// Not empty; of ``replayable``.
    package var statuses: [NotificationStatus]
    /// Names of end reasons; empty for any.
    package var reasons: [String]
    /// Meta's codes; empty for any.
    package var codes: [Int]
    package var plugin: Plugin?
    /// Empty for any.
    package var states: [PaymentState]
    /// nil: from the first.
    package var createdFrom: Timestamp?
    /// Those before it; nil: to the last.
    package var createdUntil: Timestamp?

    /// The statuses of notifications that have ended and that a replay may send once more.
    package static let replayable: [NotificationStatus] = [
        .failed, .dead, .unresolved, .expired, .cancelled, .delivered, .read,
    ]

    package init(
        statuses: [NotificationStatus], reasons: [String] = [], codes: [Int] = [],
        plugin: Plugin? = nil, states: [PaymentState] = [], createdFrom: Timestamp? = nil,
        createdUntil: Timestamp? = nil
    ) {
        self.statuses = statuses
        self.reasons = reasons
        self.codes = codes
        self.plugin = plugin
        self.states = states
        self.createdFrom = createdFrom
        self.createdUntil = createdUntil
    }
}

// The filter as the audit and the store keep it.
extension ReplayFilter {
    /// Its parts as `name=value,value`, separated by blanks.
    package var text: String {
        let parts: [(String, [String])] = [
            ("statuses", statuses.map(\.rawValue)), ("reasons", reasons),
            ("codes", codes.map(String.init)), ("plugin", plugin.map { [$0.rawValue] } ?? []),
            ("states", states.map(\.rawValue)), ("from", Self.number(createdFrom)),
            ("until", Self.number(createdUntil)),
        ]
        return parts.filter { !$0.1.isEmpty }
            .map { "\($0.0)=\($0.1.joined(separator: ","))" }.joined(separator: " ")
    }

    private static func number(_ moment: Timestamp?) -> [String] {
        moment.map { [String($0.milliseconds)] } ?? []
    }

    /// Reads ``text``; nil if it is none.
    package init?(text: String) {
        var parts: [String: [String]] = [:]
        for part in text.split(separator: " ") {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let values = part[part.index(after: equals)...].split(separator: ",")
            parts[String(part[..<equals])] = values.map(String.init)
        }
        self.init(
            statuses: parts["statuses", default: []].compactMap(NotificationStatus.init),
            reasons: parts["reasons", default: []],
            codes: parts["codes", default: []].compactMap { Int($0) },
            plugin: parts["plugin"]?.first.flatMap(Plugin.init),
            states: parts["states", default: []].compactMap(PaymentState.init),
            createdFrom: Self.moment(parts["from"]), createdUntil: Self.moment(parts["until"]))
        // What was not understood would let the replay reach more than was asked for.
        guard !statuses.isEmpty, self.text == text else { return nil }
    }

    private static func moment(_ values: [String]?) -> Timestamp? {
        values?.first.flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
    }
}

/// A filter as a caller wrote it, before it is checked; nil stands for an element that was not given.
package struct UncheckedReplayFilter: Hashable, Sendable {
    package var statuses: [NotificationStatus?]
    package var reasons: [String]
    package var codes: [Int]
    package var plugin: Plugin?
    package var states: [PaymentState?]
    package var createdFromMilliseconds: Int64
    package var createdUntilMilliseconds: Int64

    package init(
        statuses: [NotificationStatus?], reasons: [String], codes: [Int], plugin: Plugin?,
        states: [PaymentState?], createdFromMilliseconds: Int64, createdUntilMilliseconds: Int64
    ) {
        self.statuses = statuses
        self.reasons = reasons
        self.codes = codes
        self.plugin = plugin
        self.states = states
        self.createdFromMilliseconds = createdFromMilliseconds
        self.createdUntilMilliseconds = createdUntilMilliseconds
    }
}

extension FieldChecker {
    /// Checks a filter of a replay.
    mutating func replayFilter(_ given: UncheckedReplayFilter) -> ReplayFilter {
        expect(!given.statuses.isEmpty, "filter.statuses", "must not be empty")
        let statuses = list(given.statuses, "filter.statuses", max: Self.listMax)
        let states = list(given.states, "filter.states", max: Self.listMax)
        let from = moment(given.createdFromMilliseconds, "filter.created_from_ms")
        let until = moment(given.createdUntilMilliseconds, "filter.created_until_ms")
        if let from, let until {
            expect(until > from, "filter.created_until_ms", "must be after created_from_ms")
        }
        return ReplayFilter(
            statuses: checked(statuses, "filter.statuses", among: ReplayFilter.replayable),
            reasons: reasons(given.reasons), codes: codes(given.codes), plugin: given.plugin,
            states: checked(states, "filter.states", among: PaymentState.notifying),
            createdFrom: from, createdUntil: until)
    }

    /// Checks words of a fixed list.
    private mutating func checked<Word: RawRepresentable<String> & Hashable>(
        _ words: [Word?], _ field: String, among allowed: [Word]
    ) -> [Word] {
        for (index, word) in words.enumerated() where !allowed.contains(where: { $0 == word }) {
            let choices = allowed.map(\.rawValue).joined(separator: ", ")
            refuse("\(field)[\(index)]", "must be one of \(choices)")
        }
        return words.compactMap(\.self)
    }

    private mutating func reasons(_ reasons: [String]) -> [String] {
        let reasons = list(reasons, "filter.reasons", max: Self.listMax)
        for (index, reason) in reasons.enumerated() {
            let isFit = (1...64).contains(reason.utf8.count) && reason.utf8.allSatisfy(\.isReason)
            expect(
                isFit, "filter.reasons[\(index)]", "must be 1 to 64 characters of A-Z 0-9 _")
        }
        return reasons
    }

    private mutating func codes(_ codes: [Int]) -> [Int] {
        list(codes, "filter.meta_codes", max: Self.listMax)
    }

    private static let listMax = 32
}

extension UInt8 {
    /// Whether it may stand in the name of a reason.
    fileprivate var isReason: Bool {
        isASCIIUppercase || isASCIIDigit || self == UInt8(ascii: "_")
    }
}
