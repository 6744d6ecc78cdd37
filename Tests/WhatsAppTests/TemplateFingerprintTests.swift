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
            .init(kind: .plainButton(type: "PHONE_NUMBER", target: "+9651"), text: "Call: us"),
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
                "phone_number",
            ])
        #expect(parts.allSatisfy { $0.split(separator: ":").last?.count == 64 })
        #expect(Set(parts.map { $0.suffix(64) }).count == parts.count)
    }

    /// What is stored of templates that were approved before: another value would be taken for a drift of
    /// all of them.
    @Test func theValuesInOlderFilesStayTheSame() {
        let fingerprint = TemplateFingerprint(
            TemplateDefinition(
                status: "APPROVED", category: "UTILITY", parameterFormat: .positional,
                namespace: nil,
                components: [
                    .init(kind: .header, text: "Order"), .init(kind: .body, text: "شكرا {{1}}"),
                    .init(kind: .footer, text: "A bank"),
                    .init(kind: .urlButton(url: "https://pay.invalid/{{1}}"), text: "Pay"),
                    .init(kind: .quickReplyButton, text: "Yes"),
                    .init(kind: .quickReplyButton, text: "No"),
                ]))

        #expect(
            fingerprint.rawValue == """
                header:2a15a04439da09a67d6b4fdaeb707c0ac754f351765dca6cb3e937c4cd4ff389 \
                body:60f7b531fc7c24620825ed8dc431174308ca46221f9bdce12f54314b69b9cd21 \
                footer:a5c5ded90d2ab83d8171ec5f49ad84bca6677032500ffaf14592a7cc71143e82 \
                url_button:0fd36c91e401dc58f55cb916ab0ef47c511b4271dd6b46de72811ef384c7564e \
                quick_reply:7d72294ae8e52982418ef2f404b3d44f93b378224d29fab7ba5f9d81d881d581 \
                quick_reply2:c6f84b399281629551ea04e42d6c70fe539b18fae7a3fee2fea1c281f30ccef7
                """)
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
            changed { $0[5].kind = .plainButton(type: "PHONE_NUMBER", target: "+9652") }
                .difference(from: approved) == "changed phone_number")
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
