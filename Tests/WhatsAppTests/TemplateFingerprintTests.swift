import Notifications
import Testing

@testable import WhatsApp

@Suite struct TemplateFingerprintTests {
    private let definition = TemplateDefinition(
        status: "APPROVED", category: "UTILITY", parameterFormat: .positional, namespace: nil,
        components: [
            .init(kind: .header, text: "Order"), .init(kind: .body, text: "Hello {{1}}"),
            .init(kind: .quickReplyButton, text: "Yes"), .init(kind: .quickReplyButton, text: "No"),
            .init(kind: .urlButton(url: "https://pay.invalid/{{1}}"), text: "Pay"),
            .init(kind: .other("PHONE_NUMBER"), text: "Call: us"),
        ])

    private func changed(
        _ change: (inout [TemplateDefinition.Component]) -> Void
    ) -> TemplateFingerprint {
        var other = definition
        change(&other.components)
        return TemplateFingerprint(other)
    }

    @Test func namesEachPartAndNothingOfItsText() {
        let parts = TemplateFingerprint(definition).rawValue.split(separator: " ")

        #expect(
            parts.map { $0.prefix { $0 != ":" } } == [
                "header", "body", "quick_reply", "quick_reply2", "url_button",
                "other_phone_number",
            ])
        #expect(parts.allSatisfy { $0.split(separator: ":").last?.count == 64 })
        #expect(Set(parts.map { $0.suffix(64) }).count == parts.count)
    }

    @Test func isTheSameForTheSamePartsWhateverElseChanges() {
        var other = definition
        other.status = "PAUSED"
        other.namespace = "ns"

        #expect(TemplateFingerprint(other) == TemplateFingerprint(definition))
    }

    @Test func differsWhereAnyTextAddressOrOrderDoes() {
        let approved = TemplateFingerprint(definition)

        #expect(
            changed { $0[1].text = "Hello  {{1}}" }.difference(from: approved) == "changed body")
        #expect(
            changed { $0[4].kind = .urlButton(url: "https://evil.invalid/{{1}}") }
                .difference(from: approved) == "changed url_button")
        #expect(
            changed { $0.swapAt(2, 3) }.difference(from: approved)
                == "changed quick_reply, quick_reply2")
        #expect(changed { $0.remove(at: 0) }.difference(from: approved) == "removed header")
        #expect(
            changed { $0.append(.init(kind: .footer, text: "x")) }.difference(from: approved)
                == "added footer")
    }

    @Test func textThatMovesFromOnePlaceToTheNextIsAnother() {
        let first = TemplateFingerprint(
            TemplateDefinition(
                status: "", category: "", parameterFormat: .positional, namespace: nil,
                components: [.init(kind: .urlButton(url: "b"), text: "a")]))
        let second = TemplateFingerprint(
            TemplateDefinition(
                status: "", category: "", parameterFormat: .positional, namespace: nil,
                components: [.init(kind: .urlButton(url: "1:b"), text: "")]))

        #expect(first != second)
    }
}
