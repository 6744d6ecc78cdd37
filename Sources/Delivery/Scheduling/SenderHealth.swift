import Notifications

/// Whether a sender number may send: stops it for all or for a merchant, and tries it again.
///
/// A number has at most one stop for all, and one for each merchant: a token that is refused, what the
/// store saw in news, receipts and refusals that reach that merchant, and, where several apps send from
/// the number, what an answer said to a merchant of the same app.
struct SenderHealth: Sendable {
    /// What a merchant may do.
    enum Permission: Hashable, Sendable {
        case open
        /// One message, and then its result.
        case oneByOne
        case closed
    }

    /// A transition, to be stored, counted and logged.
    struct Change: Hashable, Sendable {
        /// Which one.
        enum Kind: String, Hashable, Sendable {
            case stopped, extended, resumed
        }

        var kind: Kind
        var cause: SenderStop.Cause
        var report: SenderReport
    }

    /// The answer to a question to Meta.
    enum Answer: Hashable, Sendable {
        /// Meta takes the token, or the merchant has none for the number any more.
        case works
        case refused
        /// Nobody could ask: a message has to try it.
        case notAsked
    }

    let number: PhoneNumberID
    private var breaker = CircuitBreaker()
    private var halt: Halt?
    private var merchantHalts: [MerchantID: Halt] = [:]
    /// By whose app each merchant sends, as far as that was asked for.
    private var apps: [MerchantID: AppID] = [:]
    private var isShared = false

    init(number: PhoneNumberID) { self.number = number }

    /// What the number may do, whoever the merchant is.
    var permission: Permission { Self.permission(halt) }

    /// What the merchant may do while the number is open.
    func permission(for merchant: MerchantID) -> Permission {
        merchantHalts.isEmpty ? .open : Self.permission(merchantHalts[merchant])
    }

    /// When something changes by itself; nil: never.
    var nextMoment: Duration? {
        // The usual case, asked for at each event.
        if halt == nil && merchantHalts.isEmpty { return nil }
        let halts = [halt].compactMap(\.self) + merchantHalts.values
        return halts.lazy.filter { $0.phase == .resting }.map(\.until).min()
    }

    /// Goes on with the stops that were stored.
    mutating func install(_ stops: [SenderStop], at now: ClockReading) {
        for stop in stops {
            if let merchant = stop.merchant {
                merchantHalts[merchant] = Halt(stop, at: now)
            } else {
                halt = Halt(stop, at: now)
            }
        }
    }

    /// Learns by whose apps merchants send, and whether the number has more than one.
    mutating func learn(_ apps: [MerchantID: AppID], isShared: Bool) {
        self.apps.merge(apps) { $1 }
        self.isShared = isShared
    }

    /// Takes over what the store saw in news, receipts and refusals since, or took back.
    mutating func apply(_ stops: [SenderStop], at now: ClockReading) {
        let told = stops.filter { $0.source != .send }
        halt = Self.applying(told.first { $0.merchant == nil }, over: halt, at: now)
        for merchant in Set(told.compactMap(\.merchant)).union(merchantHalts.keys) {
            merchantHalts[merchant] = Self.applying(
                told.first { $0.merchant == merchant }, over: merchantHalts[merchant], at: now)
        }
    }

    private static func applying(
        _ told: SenderStop?, over known: Halt?, at now: ClockReading
    ) -> Halt? {
        // What was told once and is no more has been taken back.
        guard let told else { return known?.source == .send ? known : nil }
        // One that has ended has been tried already, and is about to be removed.
        guard told.until > now.wall else {
            // Or Meta said that its reason is gone.
            guard told.source == .news, var known, known.source == .send, known.since == told.since
            else { return known }
            known.shorten()
            return known
        }
        if let known, known.source == told.source, known.since == told.since { return known }
        if let known, known.phase == .resting, known.until >= now.uptime(of: told.until) {
            return known
        }
        return Halt(told, at: now)
    }

    /// A send of the merchant's ended.
    mutating func record(
        _ result: SendResult, of merchant: MerchantID, at now: ClockReading
    ) -> [Change] {
        switch SendSignal(result) {
        case .accepted: return pass(.answered, isAccepted: true, of: merchant, at: now)
        case .answered: return pass(.answered, of: merchant, at: now)
        case .failed: return pass(.failed, of: merchant, at: now)
        case .notSent: return pass(.notSent, of: merchant, at: now)
        case .stop(let cause, let code, let length):
            let halt = Halt(cause, code: code, for: length, at: now)
            return reached(by: cause, of: merchant).flatMap { stop(halt, for: $0, at: now) }
        case .unclassified: return failTries(of: merchant, at: now)
        case .nothing: return []
        }
    }

    /// Looks at what time has ended: what goes on, and the merchants of whom Meta is to be asked.
    mutating func tick(at now: ClockReading) -> (changes: [Change], toAsk: [MerchantID]) {
        var changes: [Change] = []
        if let halt, halt.phase == .resting, halt.until <= now.uptime {
            if StopTerms(of: halt.cause).probes == 0 {
                changes.append(resume(halt))
            } else {
                self.halt?.phase = .trying(successes: 0)
            }
        }
        let due = merchantHalts.filter {
            $0.value.phase == .resting && $0.value.until <= now.uptime
        }
        for (merchant, halt) in due {
            if StopTerms(of: halt.cause).probes == 0 {
                changes += resume(merchant, halt)
            } else {
                // Of a token Meta can be asked; of anything else a message tells.
                merchantHalts[merchant]?.phase =
                    halt.cause == .credentials ? .asking : .trying(successes: 0)
            }
        }
        return (changes, due.filter { $0.value.cause == .credentials }.map(\.key))
    }

    /// Asks of all merchants whose token was refused without waiting longer: an account has changed.
    mutating func expedite() {
        for (merchant, halt) in merchantHalts where halt.cause == .credentials {
            merchantHalts[merchant]?.shorten()
        }
    }

    /// Meta was asked of the merchant's token.
    mutating func answered(
        _ answer: Answer, for merchant: MerchantID, at now: ClockReading
    ) -> [Change] {
        guard var halt = merchantHalts[merchant], halt.phase == .asking else { return [] }
        switch answer {
        case .works: return resume(merchant, halt)
        case .refused:
            halt.extend(at: now)
            merchantHalts[merchant] = halt
            return [change(.extended, halt, merchant, at: now)]
        case .notAsked:
            merchantHalts[merchant]?.phase = .trying(successes: 0)
            return []
        }
    }
}

// MARK: - Transitions

extension SenderHealth {
    private mutating func pass(
        _ outcome: CircuitBreaker.Outcome, isAccepted: Bool = false, of merchant: MerchantID,
        at now: ClockReading
    ) -> [Change] {
        var changes: [Change] = []
        func succeeded(_ halt: Halt) -> Bool {
            halt.cause == .refusing ? isAccepted : outcome == .answered
        }
        if let own = merchantHalts[merchant], case .trying = own.phase {
            changes += tried(own, of: merchant, succeeded: succeeded(own), at: now)
        }
        if let halt {
            guard case .trying = halt.phase else { return changes }
            return changes + tried(halt, of: nil, succeeded: succeeded(halt), at: now)
        }
        if breaker.record(outcome, at: now.uptime) {
            changes += stop(Halt(.failing, code: 0, at: now), for: nil, at: now)
        }
        return changes
    }

    /// A message that was tried was refused with a code that nobody knows.
    private mutating func failTries(of merchant: MerchantID, at now: ClockReading) -> [Change] {
        var changes: [Change] = []
        if let own = merchantHalts[merchant], case .trying = own.phase {
            changes += tried(own, of: merchant, succeeded: false, at: now)
        }
        if let halt, case .trying = halt.phase {
            changes += tried(halt, of: nil, succeeded: false, at: now)
        }
        return changes
    }

    /// A message of the merchant's is on its way: it alone tries what stops others of the app as well.
    mutating func began(_ merchant: MerchantID, at now: ClockReading) {
        guard let own = merchantHalts[merchant], own.cause != .credentials,
            case .trying = own.phase
        else { return }
        for other in alike(own) where other != merchant { merchantHalts[other]?.extend(at: now) }
    }

    /// The merchants whom the same news, receipt or answer stopped.
    private func alike(_ halt: Halt) -> [MerchantID] {
        merchantHalts.filter {
            $0.value.source == halt.source && $0.value.cause == halt.cause
                && $0.value.since == halt.since
        }.map(\.key)
    }

    /// Whom the answer to a send of the merchant's stops; nil: all who share the number.
    ///
    /// A token is one merchant's, and nobody's account or calls are those of another app.
    private func reached(by cause: SenderStop.Cause, of merchant: MerchantID) -> [MerchantID?] {
        if cause == .credentials { return [merchant] }
        if !isShared { return [nil] }
        let app = apps[merchant]
        return Set(apps.filter { $0.value == app }.keys).union([merchant]).sorted {
            $0.rawValue < $1.rawValue
        }
    }

    private mutating func tried(
        _ halt: Halt, of merchant: MerchantID?, succeeded: Bool, at now: ClockReading
    ) -> [Change] {
        var halt = halt
        // Meta took those messages as well whose receipts stopped the number: the next receipt tells.
        guard succeeded, halt.source != .receipt, case .trying(let successes) = halt.phase else {
            halt.extend(at: now)
            set(halt, for: merchant)
            return [change(.extended, halt, merchant, at: now)]
        }
        if successes + 1 >= StopTerms(of: halt.cause).probes {
            guard let merchant else { return [resume(halt)] }
            // What one tried for all goes on for all.
            let others = halt.cause == .credentials ? [] : alike(halt)
            return Set(others).union([merchant]).sorted { $0.rawValue < $1.rawValue }
                .flatMap { resume($0, halt) }
        }
        halt.phase = .trying(successes: successes + 1)
        set(halt, for: merchant)
        return []
    }

    private mutating func stop(
        _ other: Halt, for merchant: MerchantID?, at now: ClockReading
    ) -> [Change] {
        guard var halt = halt(for: merchant) else {
            set(other, for: merchant)
            return [change(.stopped, other, merchant, at: now)]
        }
        switch halt.phase {
        case .asking: return []
        // What was in flight when it stopped tells of the same; a token is asked about later.
        case .resting
        where halt.cause == other.cause || other.cause == .credentials || halt.until >= other.until:
            return []
        case .trying where halt.cause == other.cause:
            halt.extend(at: now)
            set(halt, for: merchant)
            return [change(.extended, halt, merchant, at: now)]
        case .resting, .trying:
            set(other, for: merchant)
            return [change(.stopped, other, merchant, at: now)]
        }
    }

    private func halt(for merchant: MerchantID?) -> Halt? {
        merchant.map { merchantHalts[$0] } ?? halt
    }

    private mutating func resume(_ halt: Halt) -> Change {
        self.halt = nil
        breaker = CircuitBreaker()
        let report = SenderReport(goesOn: number, for: nil, after: halt.since)
        return Change(kind: .resumed, cause: halt.cause, report: report)
    }

    private mutating func resume(_ merchant: MerchantID, _ halt: Halt) -> [Change] {
        merchantHalts[merchant] = nil
        let report = SenderReport(goesOn: number, for: merchant, after: halt.since)
        return [Change(kind: .resumed, cause: halt.cause, report: report)]
    }

    private mutating func set(_ halt: Halt, for merchant: MerchantID?) {
        if let merchant { merchantHalts[merchant] = halt } else { self.halt = halt }
    }

    private func change(
        _ kind: Change.Kind, _ halt: Halt, _ merchant: MerchantID?, at now: ClockReading
    ) -> Change {
        let stop = halt.stop(of: number, merchant: merchant, at: now)
        return Change(kind: kind, cause: halt.cause, report: SenderReport(stop))
    }

    private static func permission(_ halt: Halt?) -> Permission {
        guard let halt else { return .open }
        if case .trying = halt.phase { return .oneByOne }
        return .closed
    }
}
