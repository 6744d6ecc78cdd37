import LocalEnvironment
import Messages
import Testing

@testable import PaynotifyDemo

struct SoakMetaTests {
    private static let number = SoakMerchant.account(1).phoneNumberID

    private static func intent(
        _ id: String, _ status: NotificationStatus = .delivered, code: Int32 = 0,
        refusals: [Int32] = [], session: String? = nil
    ) -> SoakIntent {
        SoakIntent(
            merchant: "merchant-1", session: session ?? id, id: id, state: .paid, status: status,
            reason: "", metaCode: code, mayBeDuplicate: false, isConfirmedDuplicate: false, wait: 1,
            tokens: ["t-\(id)"], failedTokens: status == .failed ? ["t-\(id)"] : [],
            receiptTokens: ["t-\(id)"], refusals: refusals)
    }

    private static func message(
        _ id: String, to: String = "96551000000", at moment: Int = 5, isTold: Bool = true
    ) -> SoakMessage {
        SoakMessage(
            token: "t-\(id)", number: number, to: to, acceptedAt: time(moment), isTold: isTold)
    }

    private static func time(_ moment: Int) -> String { "2026-01-01T00:00:0\(moment).000Z" }

    private static func verdict(
        _ intents: [SoakIntent], sent: [SoakMessage], codes: [String: Int] = [:],
        stops: [SoakStop] = [], halts: SoakWatch.Seen = [:], left: [String] = [],
        dangling: [String] = []
    ) -> SoakVerdict {
        SoakVerdict(
            .init(
                answers: .init(), intents: intents, messages: sent,
                refused: .init(limits: [:], codes: codes), stops: stops, halts: halts,
                leftStopped: left, danglingRows: dangling),
            sessions: 1)
    }

    private static func stop(silentFrom: String?, missing: [String] = []) -> SoakStop {
        let customer = SoakCustomer.plan(SoakOptions(seed: 1)).first { $0.kind == .movedAfterwards }
        guard let customer else { preconditionFailure("the plan has customers of every kind") }
        return SoakStop(
            customer: customer, number: number, silentFrom: silentFrom, missing: missing)
    }

    private static func halt(code: Int32 = 131_042) -> SoakHalt {
        SoakHalt(number: number, cause: "RESTRICTED", code: code, since: 0)
    }

    @Test func aRowThatRefersToNoneBreaksIt() {
        let verdict = Self.verdict(
            [Self.intent("a")], sent: [Self.message("a")],
            dangling: ["attempts 7 refers to notifications"])

        #expect(verdict.broken == ["dangling: attempts 7 refers to notifications"])
    }

    @Test func aRunThatKeptThemIsCleanAndCounted() {
        let verdict = Self.verdict(
            [
                Self.intent("a", refusals: [132_001]), Self.intent("b", .failed, code: 131_042),
                Self.intent("c", session: "closing-1-0"),
                Self.intent("d", .dead, code: 131_026, refusals: [131_026]),
            ],
            sent: [Self.message("a"), Self.message("b"), Self.message("c", at: 9)],
            codes: ["132001": 3], stops: [Self.stop(silentFrom: Self.time(7))],
            halts: [Self.halt(): Self.time(8)])
        #expect(verdict.broken == [])
        #expect(verdict.figures["sends refused with 132001"] == 3)
        #expect(verdict.figures["messages refused so, and sent later"] == 1)
        #expect(verdict.figures["late failures of accounts"] == 1)
        #expect(verdict.figures["STOPs attributed"] == 1)
        #expect(verdict.figures["payments after the faults"] == 1)
    }

    @Test(arguments: SoakTrouble.templateCodes + SoakTrouble.accountCodes)
    func aRefusalThatIsNotAboutTheMessageMayNotEndIt(code: Int) {
        let ended = Self.intent("a", .dead, code: Int32(code), refusals: [Int32(code)])
        #expect(Self.breaks(Self.verdict([ended], sent: []), "ended by \(code)"))
    }

    @Test func aReceiptThatWasAcknowledgedMustBeStored() {
        var silent = Self.intent("a", .accepted)
        silent.receiptTokens = []
        #expect(
            Self.breaks(
                Self.verdict([silent], sent: [Self.message("a")]),
                "1 of 1 receipts for \(Self.number) were not stored"))
        #expect(
            Self.breaks(
                Self.verdict([silent], sent: [Self.message("a", isTold: false)]),
                "no receipt came for \(Self.number)"))
    }

    @Test func aSTOPMustBeItsCustomersAndNothingMayFollowIt() {
        let a = Self.intent("a")
        let sent = [Self.message("a")]
        #expect(
            Self.breaks(
                Self.verdict([a], sent: sent, stops: [Self.stop(silentFrom: nil)]),
                "a STOP went astray: movedAfterwards"))
        let missing = Self.stop(silentFrom: Self.time(1), missing: ["+1 of merchant-6"])
        #expect(Self.breaks(Self.verdict([a], sent: sent, stops: [missing]), "of merchant-6"))
        let stop = Self.stop(silentFrom: Self.time(7))
        for waID in stop.customer.waIDs {
            let late = Self.message("a", to: waID, at: 8)
            #expect(
                Self.breaks(
                    Self.verdict([a], sent: [late], stops: [stop]), "1 messages after a STOP"))
        }
        #expect(stop.customer.waIDs.count == 2)
    }

    @Test func tellsWhyACustomerDidNotSaySTOP() {
        let stop = Self.stop(silentFrom: Self.time(7))
        let verdict = Self.verdict(
            [
                Self.intent("a", session: stop.customer.sessionID(0)),
                Self.intent("b", .expired, session: "c-99-0"),
                Self.intent("c", .expired, session: "c-99-1"),
            ],
            sent: [Self.message("a")], stops: [stop])
        #expect(verdict.figures["STOPs not said, the message is expired"] == 1)
        #expect(verdict.figures.keys.count { $0.hasPrefix("STOPs not said") } == 1)
    }

    @Test func whatWasStoppedMustGoOn() {
        let a = Self.intent("a")
        #expect(
            Self.breaks(
                Self.verdict([a], sent: [Self.message("a")], halts: [Self.halt(): Self.time(6)]),
                "nothing was sent after a stop: \(Self.number) by RESTRICTED 131042"))
        #expect(Self.breaks(Self.verdict([], sent: [], left: ["x"]), "left stopped: x"))
        let closing = Self.intent("c", .expired, session: "closing-1-0")
        #expect(Self.breaks(Self.verdict([closing], sent: []), "not sent after the faults"))
    }

    @Test func aFailureOfTheAccountMustStopANumber() {
        let failed = Self.intent("a", .failed, code: 131_042)
        let sent = [Self.message("a")]
        let words = "1 failures of accounts stopped nothing"
        #expect(Self.breaks(Self.verdict([failed], sent: sent), words))
        let other = [Self.halt(code: 0): Self.time(1)]
        #expect(Self.breaks(Self.verdict([failed], sent: sent, halts: other), words))
    }

    private static func breaks(_ verdict: SoakVerdict, _ words: String) -> Bool {
        verdict.broken.contains { $0.contains(words) }
    }
}

struct SoakMetaPlanTests {
    @Test func theSameSeedGivesTheSameTroublesAndEachCodeOnce() {
        let options = SoakOptions(seed: 7)
        let templates = [(name: "a", language: "en"), (name: "b", language: "ar")]
        let troubles = SoakTrouble.plan(options, templates: templates)
        #expect(troubles == SoakTrouble.plan(options, templates: templates))
        #expect(troubles != SoakTrouble.plan(SoakOptions(seed: 8), templates: templates))
        #expect(
            Set(troubles.map(\.code))
                == Set(
                    SoakTrouble.templateCodes + SoakTrouble.doubtfulCodes
                        + SoakTrouble.accountCodes))
        #expect(Set(troubles.map(\.id)).count == troubles.count)
        for trouble in troubles {
            #expect(0 < trouble.from && trouble.from < trouble.until)
            #expect(trouble.until < options.seconds)
            #expect((0..<options.senders).contains(trouble.sender))
            let isOfAccount = SoakTrouble.accountCodes.contains(trouble.code)
            #expect((trouble.kind == .account) == isOfAccount)
        }
    }

    @Test func customersOfEachKindHaveNumbersOfTheirOwn() {
        let options = SoakOptions(seed: 7)
        let customers = SoakCustomer.plan(options)
        #expect(customers == SoakCustomer.plan(options))
        for kind in SoakCustomer.Kind.allCases {
            #expect(customers.count { $0.kind == kind } == SoakCustomer.countOfEach)
        }
        let numbers = customers.flatMap { Set([$0.phone, $0.lastPhone]) }
        #expect(Set(numbers).count == numbers.count)
        let payers = Set(SoakPlan(options, isNoisy: true).sessions.map(\.phone))
        #expect(payers.isDisjoint(with: numbers))
        for customer in customers {
            #expect(customer.phone.hasSuffix(SoakCustomer.suffix))
            #expect(customer.merchant != SoakPlan.noisyMerchant)
            #expect(
                (customer.phone.dropFirst() != customer.waID) == (customer.kind == .otherWaID))
            #expect((customer.phone != customer.lastPhone) == (customer.kind == .movedAfterwards))
        }
    }

    @Test func thePaymentsAfterTheFaultsTryEachTemplateOfEachMerchant() {
        let options = SoakOptions(seed: 7)
        let sessions = SoakClosing.plan(options)
        #expect(sessions.count == options.merchants * SoakSetup.templates.count)
        #expect(Set(sessions.map(\.id)).count == sessions.count)
        #expect(Set(sessions.map(\.phone)).count == sessions.count)
        for (_, own) in Dictionary(grouping: sessions, by: \.merchant) {
            let tried = own.map { "\($0.language) \($0.calls[1].kind)" }
            #expect(Set(tried).count == SoakSetup.templates.count)
        }
    }
}
