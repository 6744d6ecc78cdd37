import TestKit
import Testing

@testable import Notifications

@Suite struct BindingChoiceTests {
    private let ofState = Fixtures.binding(.state(.paid))
    private let ofPhase = Fixtures.binding(.phase(.postPayment))
    private let arabic = Fixtures.binding(.state(.paid), language: .arabic)

    @Test func aStatesBindingBeatsItsPhases() {
        #expect(choice(.english, among: [ofPhase, ofState]) == .found(ofState, isFallback: false))
        #expect(choice(.english, among: [ofPhase]) == .found(ofPhase, isFallback: false))
    }

    @Test func theCustomersLanguageBeatsAStatesBindingInTheFallback() {
        let chosen = choice(.english, fallback: .arabic, among: [arabic, ofPhase])

        #expect(chosen == .found(ofPhase, isFallback: false))
    }

    @Test func theFallbackIsUsedOnlyIfTheMerchantHasOne() {
        #expect(
            choice(.arabic, fallback: .english, among: [ofState])
                == .found(ofState, isFallback: true))
        #expect(choice(.arabic, among: [ofState]) == .otherLanguages([.english]))
    }

    @Test func bindingsOfOtherStatesDoNotCount() {
        let others = [Fixtures.binding(.state(.failed)), Fixtures.binding(.phase(.prePayment))]

        #expect(choice(.english, fallback: .english, among: others) == .nothingBound)
    }

    private func choice(
        _ language: Language, fallback: Language? = nil, among bindings: [TemplateBinding]
    ) -> BindingChoice {
        BindingChoice(for: .paid, language: language, fallback: fallback, among: bindings)
    }
}
