import TestKit
import Testing

@testable import Notifications

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
        Difference("components: Meta's template has a part that cannot be sent: LOCATION") {
            $0.definition.components[0].kind = .other("LOCATION")
        },
        Difference("components: Meta's template has a part that cannot be sent: one that") {
            $0.definition.components.append(.init(kind: .other(""), text: ""))
        },
        Difference("components[0].header_format: IMAGE at Meta") {
            $0.definition.components[0] = .init(kind: .mediaHeader(.image), text: "")
        },
        Difference("components[0].header_format: VIDEO at Meta") {
            $0.content.components[0] = header(.document)
            $0.definition.components[0] = .init(kind: .mediaHeader(.video), text: "")
        },
        Difference("components[0].header_format: TEXT at Meta") {
            $0.content.components[0] = header(.image)
        },
        Difference("components: Meta's template has a header of format IMAGE: register it") {
            $0.content.components.remove(at: 0)
            $0.definition.components[0] = .init(kind: .mediaHeader(.image), text: "")
        },
        Difference("components: Meta's template has a header with variables, 1: register it") {
            $0.content.components.remove(at: 0)
        },
        Difference("components[2]: Meta's template has no footer") {
            $0.definition.components.remove(at: 2)
        },
        Difference(
            "components: Meta's template has a URL button that needs a value, \"Open\" to "
                + "https://pay.example/c/{{1}}: register it"
        ) { $0.content.components.remove(at: 3) },
        Difference("components: Meta's template has a COPY_CODE button, \"Copy\": register it") {
            $0.definition.components.append(.init(kind: .copyCodeButton, text: "Copy"))
        },
        Difference("components[4]: Meta's template has no such COPY_CODE button") {
            $0.content.components.append(
                TemplateComponent(
                    kind: .copyCodeButton(code: "SAVE10"), text: "Copy", variables: []))
        },
        Difference("components[0]: Meta's template has no header") {
            $0.definition.components.remove(at: 0)
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
        Difference("components[3].button_type: QUICK_REPLY at Meta") {
            $0.definition.components[3].kind = .quickReplyButton
        },
        Difference("components[3].button_type: PHONE_NUMBER at Meta") {
            $0.definition.components[3].kind = .plainButton(type: "PHONE_NUMBER", target: "+9")
        },
    ]

    private static func header(_ format: HeaderMedia.Format) -> TemplateComponent {
        TemplateComponent(
            kind: .mediaHeader(HeaderMedia(format: format, link: "https://shop.example/f")),
            text: "", variables: [])
    }

    @Test(arguments: differences)
    func aDifferenceIsNamedWithItsField(difference: Difference) {
        let verdict = TemplateVerdict(
            comparing: difference.content, with: .found(difference.definition))

        #expect(verdict.status == .mismatch)
        #expect(verdict.problem.hasPrefix(difference.problem), "\(verdict.problem)")
    }

    @Test func allDifferencesAreNamedAtOnce() {
        var definition = Fixtures.definition()
        definition.category = "MARKETING"
        definition.components[0].text = "Order"
        definition.components.remove(at: 2)
        definition.components[2].kind = .urlButton(url: "https://other.example/{{1}}")

        let verdict = TemplateVerdict(comparing: Fixtures.content(), with: .found(definition))

        #expect(
            verdict.problem
                == "category: MARKETING at Meta; "
                + "components[0].text: 0 variables at Meta, 1 registered; "
                + "components[2]: Meta's template has no footer; "
                + "components[3].url: https://other.example/{{1}} at Meta")
    }

    @Test func noMoreThanEightDifferencesAreNamedAndNoTextWithoutEnd() {
        var definition = Fixtures.definition()
        definition.components += (1...9).map { .init(kind: .other("PART_\($0)"), text: "") }
        definition.category = String(repeating: "X", count: 10_000) + "\n"

        let problem = TemplateVerdict(
            comparing: Fixtures.content(), with: .found(definition)
        ).problem

        #expect(problem.hasSuffix("PART_7; and 2 more"))
        #expect(problem.unicodeScalars.count < 1_000)
    }

    @Test func aTemplateThatMetaDoesNotHaveIsAMismatch() {
        let verdict = TemplateVerdict(
            comparing: Fixtures.content(), with: .missing(languages: []))

        #expect(verdict.status == .mismatch)
        #expect(verdict.problem == "name: Meta has no template order_update in en")
    }

    @Test func theLanguagesThatMetaHasAreNamed() {
        let verdict = TemplateVerdict(
            comparing: Fixtures.content(), with: .missing(languages: ["en_US", "ar"]))

        #expect(verdict.status == .mismatch)
        #expect(
            verdict.problem
                == "template_language: Meta has no template order_update in en; "
                + "Meta has it in: ar, en_US")
        let many = TemplateVerdict(
            comparing: Fixtures.content(),
            with: .missing(languages: (10...30).map { "x\($0)" }))
        #expect(many.problem.hasSuffix("in: x10, x11, x12, x13, x14, x15, x16, x17 and 13 more"))
    }

    /// What needs nothing with a message may be left out of a registration.
    @Test(
        arguments: [
            .init(kind: .quickReplyButton, text: "Thanks"),
            .init(kind: .plainButton(type: "PHONE_NUMBER", target: "+9652"), text: "Call"),
            .init(kind: .plainButton(type: "VOICE_CALL", target: ""), text: "Call"),
            .init(kind: .urlButton(url: "https://shop.example/"), text: "Shop"),
            .init(kind: .plain(type: "CALL_PERMISSION_REQUEST"), text: ""),
        ] as [TemplateDefinition.Component])
    func aPartThatNeedsNothingMayBeLeftOut(part: TemplateDefinition.Component) {
        var definition = Fixtures.definition()
        definition.components.append(part)

        let verdict = TemplateVerdict(comparing: Fixtures.content(), with: .found(definition))

        #expect(verdict == TemplateVerdict(status: .approved, problem: ""))
    }

    @Test func headerAndFooterWithoutVariablesMayBeLeftOut() {
        var content = Fixtures.content()
        var definition = Fixtures.definition()
        definition.components[0].text = "Order"
        content.components.remove(at: 2)
        content.components.remove(at: 0)

        let verdict = TemplateVerdict(comparing: content, with: .found(definition))

        #expect(verdict.status == .approved)
    }

    @Test func aHeaderOfTheSameFormatIsLikeMetas() {
        var content = Fixtures.content()
        var definition = Fixtures.definition()
        content.components[0] = Self.header(.image)
        definition.components[0] = .init(kind: .mediaHeader(.image), text: "")

        let verdict = TemplateVerdict(comparing: content, with: .found(definition))

        #expect(verdict == TemplateVerdict(status: .approved, problem: ""))
    }

    @Test func buttonsAreFoundWhereverMetaHasThem() {
        var content = Fixtures.content()
        content.components += [
            TemplateComponent(
                kind: .copyCodeButton(code: "SAVE10"), text: "Copy", variables: []),
            TemplateComponent(
                kind: .urlButton(url: "https://pay.example/c/{{1}}"), text: "Receipt",
                variables: [Fixtures.variable("1", .checkoutLink)]),
        ]
        var definition = Fixtures.definition(of: content)
        let open = definition.components.remove(at: 3)
        definition.components.insert(
            .init(kind: .plainButton(type: "PHONE_NUMBER", target: "+9652"), text: "Call"), at: 3)
        definition.components.append(open)

        let verdict = TemplateVerdict(comparing: content, with: .found(definition))

        // At Meta: Call, Copy, Receipt, Open.
        #expect(
            verdict == TemplateVerdict(status: .approved, problem: "", buttonPlaces: [3, 1, 2]))
    }

    @Test(arguments: [
        ("APPROVED", TemplateStatus.approved), ("REINSTATED", .approved), ("FLAGGED", .approved),
        ("PAUSED", .paused), ("PENDING", .unapproved), ("REJECTED", .unapproved),
        ("DISABLED", .unapproved), ("IN_APPEAL", .unapproved), ("LOCKED", .unapproved),
        ("ARCHIVED", .unapproved), ("SOMETHING_ELSE", .unapproved),
    ])
    func metasWordDecidesOnATemplateLikeOurs(word: String, status: TemplateStatus) {
        let verdict = TemplateVerdict(
            comparing: Fixtures.content(), with: .found(Fixtures.definition(status: word)))

        #expect(verdict.status == status)
        #expect(verdict.problem.contains(word) == (status != .approved))
    }

    @Test func wordsAndLabelsMayDiffer() {
        var definition = Fixtures.definition()
        definition.components[1].text = "Hello {{1}}: {{3}}, {{2}}!"
        definition.components[3].text = "Look"
        definition.namespace = "theirs"

        let verdict = TemplateVerdict(comparing: Fixtures.content(), with: .found(definition))

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
        let template = TemplatePlace(accountID: "1", name: "order_update", language: "en_US")
        let event = TemplateEvent(
            accountID: "1", name: name, templateLanguage: language, event: "PAUSED")

        #expect((event.place == template) == isConcerned)
    }

    private func event(_ word: String) -> TemplateEvent {
        TemplateEvent(
            accountID: "1", name: "order_update", templateLanguage: "en", event: word)
    }
}
