import TestKit
import Testing

@testable import Notifications

@Suite struct TemplateFindingTests {
    private static let armedAt = Fixtures.now

    private func finding(
        _ status: TemplateStatus, from source: TemplateFinding.Source = .refusal,
        number: PhoneNumberID = Fixtures.authenticator.phoneNumberID
    ) -> TemplateFinding {
        var attempt = Fixtures.attempt()
        attempt.armedAt = Self.armedAt
        return TemplateFinding(status, from: source, of: attempt, sentFrom: number)
    }

    private func authenticator(
        _ id: String, number: String, account: String
    ) -> Authenticator {
        let like = Fixtures.authenticator
        return Authenticator(
            id: AuthenticatorID(rawValue: id), merchant: like.merchant, version: 1,
            phoneNumberID: PhoneNumberID(rawValue: number), accountID: account,
            accessToken: like.accessToken, appSecret: like.appSecret,
            verifyToken: like.verifyToken, templateNamespace: nil)
    }

    @Test(arguments: [
        (TemplateFinding.Source.refusal, "Meta refused a message"),
        (.failure, "a message failed"),
        (
            .refusals(code: 132_000),
            "Meta refuses each message with code 132000, although it lists the template as it is"
        ),
    ])
    func saysWhatItCameOf(source: TemplateFinding.Source, problem: String) {
        #expect(
            finding(.unapproved, from: source).verdict
                == TemplateVerdict(status: .unapproved, problem: problem))
        #expect(
            finding(.unverified, from: source).verdict
                == TemplateVerdict(status: .unverified, problem: ""),
            "to ask Meta is no problem yet")
    }

    @Test(arguments: TemplateStatus.allCases)
    func onlyAPauseIsOthersTooForItIsTheTemplatesOwn(status: TemplateStatus) {
        for source in [TemplateFinding.Source.refusal, .failure] {
            let verdict = finding(status, from: source).verdictForOthers

            #expect(verdict?.status == (status == .paused ? .paused : nil))
            #expect(verdict?.problem == (status == .paused ? "Meta refused a message" : nil))
        }
    }

    @Test func concernsWhatShowsTheTemplateInTheAccountOfTheNumber() {
        let sender = Fixtures.authenticator
        let sibling = authenticator("auth-2", number: "9", account: sender.accountID)
        let stranger = authenticator("auth-3", number: "10", account: "another")
        let own = Fixtures.binding(id: "own")
        var siblings = Fixtures.binding(.phase(.prePayment), id: "sibling's")
        siblings.authenticator = sibling.id
        var strangers = Fixtures.binding(.state(.paid), id: "stranger's")
        strangers.authenticator = stranger.id
        let other = Fixtures.binding(
            .state(.failed), content: Fixtures.content(name: "another"), id: "other")

        let concerned = finding(.paused).concerned(
            among: [own, siblings, strangers, other], [sender, sibling, stranger])

        #expect(concerned.map(\.id.rawValue) == ["own", "sibling's"])
    }

    @Test func stopsNoTemplateThatWasLetGoAfterTheArm() {
        for (age, isConcerned) in [
            (Duration.seconds(-1), true), (.zero, true), (.seconds(1), false),
        ] {
            var binding = Fixtures.binding()
            binding.releasedAt = Self.armedAt + age

            let concerned = finding(.paused).concerned(among: [binding], [Fixtures.authenticator])

            #expect(concerned.isEmpty == !isConcerned, "\(age)")
        }
    }

    @Test func concernsNothingOfANumberThatTheMerchantLost() {
        let lost = finding(.paused, number: PhoneNumberID(rawValue: "lost"))
        let bindings = [Fixtures.binding()]

        #expect(lost.concerned(among: bindings, [Fixtures.authenticator]).isEmpty)
        #expect(lost.place(among: bindings, [Fixtures.authenticator]) == nil)
    }

    @Test func namesTheTemplateAndTheAppForThoseWhoLookForOthers() throws {
        var sender = Fixtures.authenticator
        sender.app = AppID(rawValue: 7)

        let found = finding(.paused).place(among: [Fixtures.binding()], [sender])

        let (place, proof) = try #require(found)
        #expect(
            place
                == TemplatePlace(
                    accountID: sender.accountID, name: "order_update", language: "en"))
        #expect(proof == AppProof(app: sender.app))
    }
}
