import Messages
import Testing

@testable import PaynotifyDemo

struct SoakVerdictTests {
    private static func intent(
        _ id: String, _ state: PaymentState = .paid, _ status: NotificationStatus = .delivered,
        session: String = "s", tokens: [String]? = nil, mayBeDuplicate: Bool = false,
        failed: Set<String> = [], wait: Int64? = 100, merchant: String = "merchant-1"
    ) -> SoakIntent {
        SoakIntent(
            merchant: merchant, session: session, id: id, state: state, status: status, reason: "",
            metaCode: 0, mayBeDuplicate: mayBeDuplicate, isConfirmedDuplicate: false, wait: wait,
            tokens: tokens ?? ["t-\(id)"], failedTokens: failed,
            receiptTokens: Set(tokens ?? ["t-\(id)"]))
    }

    private static func verdict(
        _ intents: [SoakIntent], sent: [String], acknowledged: [String] = [],
        limits: [String: Int] = [:], refusals: [String] = []
    ) -> SoakVerdict {
        var answers = SoakLoad.Answers()
        answers.refusals = refusals
        answers.acknowledged = acknowledged.map {
            Acknowledged(
                merchant: "merchant-1", session: "s", state: .paid, outcome: .queued,
                notification: $0)
        }
        return SoakVerdict(
            .init(
                answers: answers, intents: intents,
                messages: sent.map { SoakMessage(token: $0, isTold: true) },
                refused: .init(limits: limits, codes: [:])),
            sessions: 1)
    }

    @Test func aRunThatKeptItsPromisesIsClean() {
        let verdict = Self.verdict(
            [
                Self.intent("a", .created), Self.intent("b"),
                Self.intent("c", .failed, .superseded, tokens: []),
            ],
            sent: ["t-a", "t-b"], acknowledged: ["a", "b", "c"])
        #expect(verdict.broken == [])
        #expect(verdict.ends == ["delivered": 2, "superseded": 1])
    }

    @Test func tellsOfEveryBrokenPromise() {
        let cases: [(SoakVerdict, String)] = [
            (Self.verdict([], sent: [], acknowledged: ["a"]), "vanished: a"),
            (
                Self.verdict([Self.intent("a"), Self.intent("b")], sent: ["t-a", "t-b"]),
                "2 intents for one state"
            ),
            (
                Self.verdict([Self.intent("a", tokens: ["1", "2"])], sent: ["1", "2"]),
                "2 messages, 1 allowed"
            ),
            (
                Self.verdict(
                    [Self.intent("a", .created, tokens: ["1", "2"], mayBeDuplicate: true)],
                    sent: ["1", "2"]), "2 messages, 1 allowed"
            ),
            (
                Self.verdict(
                    [Self.intent("a", tokens: ["1", "2", "3"], mayBeDuplicate: true)],
                    sent: ["1", "2", "3"]), "3 messages, 2 allowed"
            ),
            (Self.verdict([Self.intent("a")], sent: ["t-a", "t-a"]), "an attempt was sent twice"),
            (Self.verdict([Self.intent("a")], sent: []), "delivered without a message"),
            (Self.verdict([], sent: ["x"]), "a message without an intent"),
            (
                Self.verdict(
                    [Self.intent("a", .created), Self.intent("b")], sent: ["t-b", "t-a"]),
                "created was sent after paid"
            ),
            (Self.verdict([Self.intent("a", .paid, .uncertain)], sent: ["t-a"]), "not ended"),
            (Self.verdict([], sent: [], limits: ["131056": 2]), "limit exceeded: 131056 2 times"),
            (Self.verdict([], sent: [], refusals: ["s: NOT_FOUND"]), "refused: s: NOT_FOUND"),
        ]
        for (verdict, words) in cases {
            #expect(verdict.broken.contains { $0.contains(words) }, "\(words): \(verdict.broken)")
        }
    }

    @Test func aPolicyOrAFailureOfMetasAllowsASecondMessage() {
        let resent = Self.intent("a", tokens: ["1", "2"], mayBeDuplicate: true)
        let dropped = Self.intent("b", session: "other", tokens: ["3", "4"], failed: ["3"])
        let verdict = Self.verdict([resent, dropped], sent: ["1", "2", "3", "4"])
        #expect(verdict.broken == [])
        #expect(verdict.possibleDuplicates == 1)
        #expect(verdict.doubleMessages == 2)
    }

    @Test func comparesTheWaitOfTheOthersAlone() {
        let noisy = (0..<10).map {
            Self.intent("n\($0)", session: "n\($0)", wait: 9_000, merchant: SoakMerchant.noisy)
        }
        let others = [10, 20, 30].map { Self.intent("q\($0)", session: "q\($0)", wait: Int64($0)) }
        let all = noisy + others
        let verdict = Self.verdict(all, sent: all.flatMap(\.tokens))
        #expect(verdict.quietWait == 20)
        #expect(verdict.noisyWait == 9_000)
        var late = verdict
        late.quietWait += SoakReport.growthMax + 1
        let options = SoakOptions(seed: 1)
        #expect(SoakReport(quiet: verdict, noisy: verdict, options: options).isClean)
        #expect(!SoakReport(quiet: verdict, noisy: late, options: options).isClean)
    }
}

struct SoakPlanTests {
    @Test func theSameSeedGivesTheSamePaymentsAndTheOthersDoNotDependOnTheNoise() {
        var options = SoakOptions(seed: 7)
        options.sessions = 400
        let quiet = SoakPlan(options, isNoisy: false).sessions
        let noisy = SoakPlan(options, isNoisy: true).sessions
        #expect(quiet == SoakPlan(options, isNoisy: false).sessions)
        #expect(noisy.count == 400)
        #expect(Array(noisy.prefix(200)) == quiet)
        #expect(noisy.count { $0.merchant == SoakPlan.noisyMerchant } == 200)
        options.seed = 8
        #expect(SoakPlan(options, isNoisy: false).sessions != quiet)
    }

    @Test func aClockThatIsAheadGoesAsFast() {
        let clock = SoakClock(scale: 20, origin: 1_000)
        let ahead = clock.ahead(by: 3_600)
        let one = clock.nowMilliseconds()
        let other = ahead.nowMilliseconds()
        #expect(abs(other - one - 3_600_000) < 60_000)
    }
}
