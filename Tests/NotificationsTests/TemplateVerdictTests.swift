import Notifications
import TestKit
import Testing

@Suite struct TemplateVerdictTests {
    /// A difference between our content and Meta's definition.
    struct Difference: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var content = Fixtures.content()
        var definition = Fixtures.definition()
        var problem: String

        init(_ problem: String, _ adjust: (inout Difference) -> Void) {
            testDescription = problem
            self.problem = problem
            adjust(&self)
        }
    }

    private static let differences = [
        Difference("namespace: theirs") {
            $0.content.namespace = "ours"
            $0.definition.namespace = "theirs"
        },
        Difference("category: MARKETING") { $0.definition.category = "MARKETING" },
        Difference("parameter_format: named") { $0.definition.parameterFormat = .named },
        Difference("components: Meta's template has a part that cannot be sent: IMAGE") {
            $0.definition.components[0].kind = .other("IMAGE")
        },
        Difference("components[0]: Meta's template has no header") {
            $0.definition.components.remove(at: 0)
        },
        Difference("components: Meta's template has a footer") {
            $0.content.components.remove(at: 2)
        },
        Difference("components[0].text: 0 variables at Meta, 1 registered") {
            $0.definition.components[0].text = "Order"
        },
        Difference("components[1].text: 4 variables at Meta, 3 registered") {
            $0.definition.components[1].text += " {{4}}."
        },
        Difference("components[1].text: Meta's variables are 1, 2, 4") {
            $0.definition.components[1].text = "a {{1}} {{2}} {{4}} b"
        },
        Difference("components[3].url: https://other.example/{{1}}") {
            $0.definition.components[3].kind = .urlButton(url: "https://other.example/{{1}}")
        },
        Difference("components[3].url: https://pay.example/c/ at Meta") {
            $0.definition.components[3].kind = .urlButton(url: "https://pay.example/c/")
        },
        Difference("components[3].button_type") {
            $0.definition.components[3].kind = .quickReplyButton
        },
        Difference("components: 2 buttons at Meta, 1 registered") {
            $0.definition.components.append(
                TemplateDefinition.Component(kind: .quickReplyButton, text: "Thanks"))
        },
    ]

    @Test(arguments: differences)
    func aDifferenceIsNamedWithItsField(difference: Difference) {
        let verdict = TemplateVerdict(
            comparing: difference.content, with: difference.definition)

        #expect(verdict.status == .mismatch)
        #expect(verdict.problem.hasPrefix(difference.problem), "\(verdict.problem)")
    }

    @Test func aTemplateThatMetaDoesNotHaveIsAMismatch() {
        let verdict = TemplateVerdict(comparing: Fixtures.content(), with: nil)

        #expect(verdict.status == .mismatch)
        #expect(verdict.problem.hasPrefix("name: "))
    }

    @Test(arguments: [
        ("APPROVED", TemplateStatus.approved), ("REINSTATED", .approved), ("FLAGGED", .approved),
        ("PAUSED", .paused), ("PENDING", .unapproved), ("REJECTED", .unapproved),
        ("DISABLED", .unapproved), ("IN_APPEAL", .unapproved), ("LOCKED", .unapproved),
        ("ARCHIVED", .unapproved), ("SOMETHING_ELSE", .unapproved),
    ])
    func metasWordDecidesOnATemplateLikeOurs(word: String, status: TemplateStatus) {
        let verdict = TemplateVerdict(
            comparing: Fixtures.content(), with: Fixtures.definition(status: word))

        #expect(verdict.status == status)
        #expect(verdict.problem.contains(word) == (status != .approved))
    }

    @Test func wordsAndLabelsMayDiffer() {
        var definition = Fixtures.definition()
        definition.components[1].text = "Hello {{1}}: {{3}}, {{2}}!"
        definition.components[3].text = "Look"
        definition.namespace = "theirs"

        let verdict = TemplateVerdict(comparing: Fixtures.content(), with: definition)

        #expect(verdict == TemplateVerdict(status: .approved, problem: ""))
    }

    @Test(arguments: [
        ("PAUSED", TemplateStatus.paused), ("REJECTED", .unapproved), ("PENDING", .unapproved),
        ("DISABLED", .unapproved), ("IN_APPEAL", .unapproved), ("PENDING_DELETION", .unapproved),
        ("DELETED", .unapproved), ("LIMIT_EXCEEDED", .unapproved), ("LOCKED", .unapproved),
        ("ARCHIVED", .unapproved), ("APPROVED", .unverified), ("REINSTATED", .unverified),
        ("UNARCHIVED", .unverified), ("SOMETHING_ELSE", .unverified),
    ])
    func anEventStopsTheTemplateOrMakesMetaBeAsked(word: String, status: TemplateStatus) {
        #expect(event(word).verdict?.status == status)
    }

    @Test func aFlaggedTemplateIsStillSent() {
        #expect(event("FLAGGED").verdict == nil)
    }

    @Test(arguments: [
        ("order_update", "en_US", true), ("order_update", "en-US", true),
        ("order_update", "en", false), ("other", "en_US", false),
    ])
    func anEventConcernsTheTemplateOfItsNameAndLanguage(
        name: String, language: String, isConcerned: Bool
    ) {
        var content = Fixtures.content()
        content.templateLanguage = "en_US"
        let event = TemplateEvent(
            accountID: "1", name: name, templateLanguage: language, event: "PAUSED")

        #expect(event.concerns(content) == isConcerned)
    }

    private func event(_ word: String) -> TemplateEvent {
        TemplateEvent(
            accountID: "1", name: "order_update", templateLanguage: "en", event: word)
    }
}
