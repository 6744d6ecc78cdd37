import Notifications
import Testing

@testable import Delivery

struct SenderHealthTests {
    private static let number = PhoneNumberID(rawValue: "100")
    private let merchant = MerchantID(rawValue: "m")
    private let other = MerchantID(rawValue: "o")
    private let accepted = SendResult.accepted(MessageID(rawValue: "w"), isHeld: false)
    private let unknown = SendResult.unknown(code: 0, detail: "")
    private let notSent = SendResult.notSent(detail: "")
    private var health = SenderHealth(number: SenderHealthTests.number)

    private static func stop(_ cause: SenderStop.Cause, _ code: Int = 1) -> SendResult {
        .refused(code: code, .stopSender(cause), detail: "")
    }

    private mutating func record(
        _ result: SendResult, at uptime: Duration
    ) -> [SenderHealth.Change] {
        health.record(result, of: merchant, at: moment(uptime))
    }

    /// Stops it by failures to connect at the uptime.
    private mutating func fail(at uptime: Duration) -> [SenderHealth.Change] {
        (0..<5).flatMap { _ in record(notSent, at: uptime) }
    }

    @Test mutating func rests15SecondsThenClosesAfterThreeProbes() {
        let changes = fail(at: .zero)
        #expect(changes.map(\.kind) == [.stopped])
        #expect(changes.first?.report.stop?.cause == .failing)
        #expect(changes.first?.report.stop?.until == moment(.seconds(15)).wall)
        #expect(health.permission == .closed)
        #expect(health.nextMoment == .seconds(15))
        #expect(health.tick(at: moment(.seconds(14))).changes.isEmpty)
        #expect(health.permission == .closed)
        _ = health.tick(at: moment(.seconds(15)))
        for _ in 0..<2 {
            #expect(health.permission == .oneByOne)
            #expect(record(accepted, at: .seconds(16)).isEmpty)
        }
        let last = record(accepted, at: .seconds(17))
        #expect(last.map(\.kind) == [.resumed])
        let began = moment(.zero).wall
        #expect(
            last.first?.report == SenderReport(goesOn: Self.number, for: nil, after: began))
        #expect(health.permission == .open)
    }

    @Test mutating func restsTwiceAsLongAfterEachFailedProbeUpToItsLimit() {
        _ = fail(at: .zero)
        var now = Duration.seconds(15)
        for seconds in [30, 60, 120, 240, 300, 300] {
            _ = health.tick(at: moment(now))
            let changes = record(unknown, at: now)
            #expect(changes.map(\.kind) == [.extended])
            #expect(health.nextMoment == now + .seconds(seconds))
            now += .seconds(seconds)
        }
    }

    @Test mutating func resultsOfWhatWasInFlightAtTheStopChangeNothing() {
        _ = fail(at: .zero)
        #expect(fail(at: .seconds(1)).isEmpty)
        #expect(record(accepted, at: .seconds(1)).isEmpty)
        #expect(health.nextMoment == .seconds(15))
    }

    @Test mutating func aRefusedTokenStopsItsMerchantAlone() {
        let changes = record(Self.stop(.credentials, 190), at: .zero)
        #expect(changes.map(\.report.merchant) == [merchant])
        #expect(changes.first?.report.stop?.code == 190)
        #expect(record(Self.stop(.credentials, 190), at: .zero).isEmpty)
        #expect(health.permission(for: merchant) == .closed)
        #expect(health.permission(for: other) == .open)
        #expect(health.permission == .open)
    }

    @Test mutating func asksMetaAboutTheTokenEachMinuteInsteadOfSending() {
        _ = record(Self.stop(.credentials), at: .zero)
        #expect(health.tick(at: moment(.seconds(59))).toAsk.isEmpty)
        #expect(health.tick(at: moment(.seconds(60))).toAsk == [merchant])
        #expect(health.tick(at: moment(.seconds(61))).toAsk.isEmpty, "it is being asked")
        let refused = health.answered(.refused, for: merchant, at: moment(.seconds(61)))
        #expect(refused.map(\.kind) == [.extended])
        #expect(health.tick(at: moment(.seconds(121))).toAsk == [merchant])
        let works = health.answered(.works, for: merchant, at: moment(.seconds(122)))
        #expect(works.map(\.kind) == [.resumed])
        #expect(health.permission(for: merchant) == .open)
        #expect(health.answered(.works, for: merchant, at: moment(.seconds(123))).isEmpty)
    }

    @Test mutating func triesAMessageWhereNobodyCanAsk() {
        _ = record(Self.stop(.credentials), at: .zero)
        _ = health.tick(at: moment(.seconds(60)))
        _ = health.answered(.notAsked, for: merchant, at: moment(.seconds(60)))
        #expect(health.permission(for: merchant) == .oneByOne)
        #expect(record(Self.stop(.credentials), at: .seconds(61)).map(\.kind) == [.extended])
        #expect(health.permission(for: merchant) == .closed)
        _ = health.tick(at: moment(.seconds(121)))
        _ = health.answered(.notAsked, for: merchant, at: moment(.seconds(121)))
        #expect(record(accepted, at: .seconds(122)).map(\.kind) == [.resumed])
    }

    @Test mutating func asksSoonerWhenAnAccountChanges() {
        _ = record(Self.stop(.credentials), at: .zero)
        health.expedite()
        #expect(health.tick(at: moment(.seconds(2))).toAsk == [merchant])
    }

    @Test(arguments: [(SenderStop.Cause.spam, 900), (.restricted, 60)])
    mutating func stopsForAllAndTriesOneMessage(cause: SenderStop.Cause, seconds: Int) {
        let changes = record(Self.stop(cause), at: .zero)
        #expect(changes.map(\.report.merchant) == [nil])
        #expect(health.nextMoment == .seconds(seconds))
        _ = health.tick(at: moment(.seconds(seconds)))
        #expect(health.permission == .oneByOne)
        #expect(record(Self.stop(cause), at: .seconds(seconds)).map(\.kind) == [.extended])
        #expect(health.nextMoment == .seconds(3 * seconds))
        _ = health.tick(at: moment(.seconds(3 * seconds)))
        #expect(record(accepted, at: .seconds(3 * seconds)).map(\.kind) == [.resumed])
    }

    @Test(arguments: [RefusalClass.senderBusy(.seconds(42)), .accountRate(.seconds(42))])
    mutating func goesOnByItselfAfterAPause(refusal: RefusalClass) {
        let result = SendResult.refused(code: 1, refusal, detail: "")
        #expect(record(result, at: .zero).map(\.kind) == [.stopped])
        #expect(health.permission == .closed)
        let (changes, _) = health.tick(at: moment(.seconds(42)))
        #expect(changes.map(\.kind) == [.resumed])
        #expect(health.permission == .open)
    }

    @Test mutating func aLongerStopTakesThePlaceOfAShorterOne() {
        _ = fail(at: .zero)
        #expect(record(Self.stop(.spam), at: .seconds(1)).map(\.cause) == [.spam])
        #expect(record(Self.stop(.restricted), at: .seconds(2)).isEmpty)
        #expect(health.nextMoment == .seconds(901))
    }

    @Test(arguments: [
        RefusalClass.pairLimit, .throughput, .unclassified, .stopMessage, .stopRecipient,
        .pauseTemplate,
    ])
    mutating func refusalsWithARemedyOfTheirOwnStopNothing(refusal: RefusalClass) {
        for _ in 0..<100 {
            let result = SendResult.refused(code: 1, refusal, detail: "")
            #expect(record(result, at: .zero).isEmpty)
        }
    }

    /// What a webhook stored, for so many seconds from the beginning.
    private func told(for seconds: Int, since: Int = 0) -> SenderStop {
        SenderStop(
            number: Self.number, merchant: nil, cause: .restricted, code: 0,
            since: moment(.seconds(since)).wall, until: moment(.seconds(seconds)).wall,
            source: .news)
    }

    @Test mutating func restsUntilTheEndThatTheNewsOfAnAccountName() {
        let week = 7 * 86_400
        health.apply([told(for: week)], at: moment(.zero))
        #expect(health.permission == .closed)
        #expect(health.nextMoment == .seconds(week))

        _ = health.tick(at: moment(.seconds(week)))
        #expect(health.permission == .oneByOne)
        health.apply([told(for: week)], at: moment(.seconds(week)))
        #expect(health.permission == .oneByOne)
        _ = record(Self.stop(.restricted, 368), at: .seconds(week))
        #expect(health.permission == .closed)
        #expect(health.nextMoment == .seconds(week + 3_600))
    }

    @Test mutating func newsThatReachesOneMerchantStopsThatOneAlone() {
        var stop = told(for: 3_600)
        stop.merchant = merchant
        health.apply([stop], at: moment(.zero))
        #expect(health.permission == .open)
        #expect(health.permission(for: merchant) == .closed)
        #expect(health.permission(for: MerchantID(rawValue: "other")) == .open)

        // Nobody can be asked: a message tries it.
        let ticked = health.tick(at: moment(.seconds(3_600)))
        #expect(ticked.toAsk.isEmpty)
        #expect(health.permission(for: merchant) == .oneByOne)
        health.apply([], at: moment(.seconds(3_601)))
        #expect(health.permission(for: merchant) == .open)
    }

    @Test mutating func anAcceptanceLetsNoNumberGoThatReceiptsStopped() {
        var stop = told(for: 60)
        stop.source = .receipt
        health.apply([stop], at: moment(.zero))
        _ = health.tick(at: moment(.seconds(60)))
        #expect(health.permission == .oneByOne)

        let accepted = SendResult.accepted(MessageID(rawValue: "w"), isHeld: false)
        #expect(record(accepted, at: .seconds(60)).map(\.kind) == [.extended])
        #expect(health.permission == .closed)
        #expect(health.nextMoment == .seconds(180))
        health.apply([], at: moment(.seconds(61)))
        #expect(health.permission == .open)
    }

    @Test mutating func onlyAnAcceptanceLetsANumberGoThatMetaRefused() {
        var stop = told(for: 60)
        stop.cause = .refusing
        stop.source = .refusals
        health.apply([stop], at: moment(.zero))
        _ = health.tick(at: moment(.seconds(60)))
        let refused = SendResult.refused(code: 100, .stopMessage, detail: "")
        #expect(record(refused, at: .seconds(60)).map(\.kind) == [.extended])
        _ = health.tick(at: moment(.seconds(180)))
        let accepted = SendResult.accepted(MessageID(rawValue: "w"), isHeld: false)
        #expect(record(accepted, at: .seconds(180)).map(\.kind) == [.resumed])
    }

    @Test mutating func aCodeThatNobodyKnowsIsAFailedTry() {
        var stop = told(for: 60)
        stop.cause = .refusing
        stop.source = .refusals
        stop.merchant = merchant
        health.apply([stop], at: moment(.zero))
        _ = health.tick(at: moment(.seconds(60)))
        let unknown = SendResult.refused(code: 139_999, .unclassified, detail: "")
        #expect(record(unknown, at: .seconds(60)).map(\.kind) == [.extended])
        #expect(health.permission(for: merchant) == .closed)
        #expect(health.nextMoment == .seconds(180))
    }

    @Test mutating func oneMerchantTriesWhatStopsAllOfTheApp() {
        let other = MerchantID(rawValue: "other")
        var stops = [told(for: 60), told(for: 60)]
        stops[0].merchant = merchant
        stops[1].merchant = other
        health.apply(stops, at: moment(.zero))
        _ = health.tick(at: moment(.seconds(60)))
        #expect(health.permission(for: merchant) == .oneByOne)
        #expect(health.permission(for: other) == .oneByOne)

        health.began(merchant, at: moment(.seconds(60)))
        #expect(health.permission(for: merchant) == .oneByOne)
        #expect(health.permission(for: other) == .closed)
    }

    @Test mutating func anAnswerStopsTheMerchantsOfItsAppWhereSeveralAppsSend() {
        let second = MerchantID(rawValue: "second")
        let apps = [merchant: 1, second: 1, other: 2].mapValues { AppID(rawValue: $0) }
        health.learn(apps, isShared: true)
        for (cause, code) in [(SenderStop.Cause.restricted, 368), (.spam, 131_048)] {
            var health = health
            let changes = health.record(
                Self.stop(cause, code), of: merchant, at: moment(.zero))
            #expect(changes.map(\.report.merchant) == [merchant, second])
            #expect(health.permission == .open)
            #expect(health.permission(for: merchant) == .closed)
            #expect(health.permission(for: second) == .closed)
            #expect(health.permission(for: other) == .open)
        }
        let tooMany = SendResult.refused(code: 4, .accountRate(.seconds(42)), detail: "")
        #expect(record(tooMany, at: .zero).count == 2)
        #expect(health.permission(for: other) == .open)
        #expect(health.tick(at: moment(.seconds(42))).changes.map(\.kind) == [.resumed, .resumed])
        #expect(health.permission(for: second) == .open)
    }

    @Test mutating func whatOneMerchantOfAnAppTriesGoesOnForAllOfIt() {
        let apps = [merchant: 1, other: 1].mapValues { AppID(rawValue: $0) }
        health.learn(apps, isShared: true)
        _ = record(Self.stop(.restricted, 368), at: .zero)
        _ = health.tick(at: moment(.seconds(60)))
        health.began(merchant, at: moment(.seconds(60)))
        #expect(health.permission(for: merchant) == .oneByOne)
        #expect(health.permission(for: other) == .closed)
        #expect(record(accepted, at: .seconds(61)).map(\.report.merchant) == [merchant, other])
        #expect(health.permission(for: other) == .open)
    }

    @Test mutating func triesAtOnceWhatMetaTookBackThatAnAnswerSaid() {
        let stop = record(Self.stop(.restricted, 368), at: .zero)[0].report.stop
        let before = moment(.seconds(-1)).wall
        let old = stop.map { stop in
            var old = stop
            old.since = before
            return old
        }
        health.apply([old].compactMap { $0?.takenBack(at: moment(.zero).wall) }, at: moment(.zero))
        #expect(health.nextMoment == .seconds(60), "an older stop's")
        health.apply([stop].compactMap { $0?.takenBack(at: moment(.zero).wall) }, at: moment(.zero))
        _ = health.tick(at: moment(.seconds(1)))
        #expect(health.permission == .oneByOne)
    }

    @Test mutating func aRefusedTokenIsAskedAboutWhateverStoppedTheMerchantBefore() {
        var stop = told(for: 60)
        stop.merchant = merchant
        health.apply([stop], at: moment(.zero))
        _ = health.tick(at: moment(.seconds(60)))
        _ = record(Self.stop(.credentials, 190), at: .seconds(60))
        #expect(health.tick(at: moment(.seconds(120))).toAsk == [merchant])
    }

    @Test mutating func survivesStopsThatAnOlderProgramStoredWithoutALook() {
        for moments in [(Int64.min, Int64.max), (.max, .min), (.max, .max), (.min, .min)] {
            let stop = SenderStop(
                number: Self.number, merchant: nil, cause: .restricted, code: .max,
                since: Timestamp(milliseconds: moments.0),
                until: Timestamp(milliseconds: moments.1), source: .news)
            var health = SenderHealth(number: Self.number)
            health.install([stop], at: moment(.zero))
            health.apply([stop], at: moment(.zero))
            _ = health.tick(at: moment(.seconds(1)))
            _ = health.record(
                Self.stop(.restricted, 1), of: merchant, at: moment(.seconds(2)))
        }
    }

    @Test mutating func goesOnWhenMetaTakesAStopBack() {
        health.apply([told(for: 3_600)], at: moment(.zero))
        health.apply([], at: moment(.seconds(10)))
        #expect(health.permission == .open)
        #expect(health.nextMoment == nil)
    }

    @Test mutating func appliesNewerNewsAndNoOtherStopThanTheirs() {
        health.apply([told(for: 100)], at: moment(.zero))
        health.apply([told(for: 5_000, since: 50)], at: moment(.seconds(50)))
        #expect(health.nextMoment == .seconds(5_000))
        health.apply([told(for: 5_000, since: 50)], at: moment(.seconds(60)))
        #expect(health.nextMoment == .seconds(5_000))

        var breaking = SenderHealth(number: Self.number)
        _ = breaking.record(Self.stop(.spam, 131_048), of: merchant, at: moment(.zero))
        breaking.apply([], at: moment(.zero))
        #expect(breaking.permission == .closed)
    }

    @Test mutating func goesOnWithStoredStopsAndNoLongerThanTheirCauseAllows() {
        func stored(_ merchant: MerchantID?, _ cause: SenderStop.Cause, until: Int) -> SenderStop {
            SenderStop(
                number: Self.number, merchant: merchant, cause: cause, code: 1,
                since: moment(.zero).wall, until: moment(.seconds(until)).wall)
        }
        health.install(
            [stored(nil, .failing, until: 40), stored(merchant, .credentials, until: 9_999)],
            at: moment(.zero))
        #expect(health.permission == .closed)
        #expect(health.permission(for: merchant) == .closed)
        #expect(health.nextMoment == .seconds(40))
        _ = health.tick(at: moment(.seconds(40)))
        #expect(health.permission == .oneByOne)
        #expect(health.tick(at: moment(.seconds(60))).toAsk == [merchant])
    }
}
