import TestKit
import Testing

@testable import Notifications

@Suite struct RenderingTests {
    @Test func everyValueOfATextStandsAlone() throws {
        let rendering = try render(Fixtures.content(), .english)

        #expect(
            rendering.text == """
                Order \(alone("ORD-77"))
                Dear \(alone("Mona")), we have news of \(alone("14.000 KWD")) for order \(alone("ORD-77")).
                Acme
                [Open] https://pay.example/c/abc123
                """)
        #expect(
            rendering.parts == [
                part(.header, alone("ORD-77")),
                part(.body, alone("Mona"), alone("14.000 KWD"), alone("ORD-77")),
                part(.urlButton(index: 0), "abc123"),
            ])
    }

    @Test(
        arguments: [
            (SessionAttribute.customerName, "Mona"), (.merchantName, "Acme Store"),
            (.amount, "14.000 KWD"), (.orderNumber, "ORD-77"),
            (.checkoutLinkExpiry, "2026-11-22 20:30"), (.sessionID, "session-1"),
        ], Language.allCases)
    func isolatesEachAttribute(
        shown: (attribute: SessionAttribute, text: String), language: Language
    ) throws {
        let rendering = try render(content(body: [shown.attribute: nil]), language)

        #expect(rendering.parts == [part(.body, alone(shown.text))])
    }

    @Test(arguments: [
        (Language.english, "https://pay.example/c/abc123"),
        (.arabic, "\u{2066}\u{200A}https://pay.example/c/abc123\u{200A}\u{2069}"),
    ])
    func nothingStandsBesideALink(language: Language, text: String) throws {
        let rendering = try render(content(body: [.checkoutLink: nil]), language)

        #expect(rendering.parts == [part(.body, text)])
    }

    /// What a decision asks, and what sends the message, have to say the same.
    @Test(
        arguments: [
            nil, "", "Mona", "Mona  Lisa", "four    spaces", "five     spaces", "a\ttab", "منى",
            "\u{202E}turned", "https://pay.example/c/", "https://pay.example/c/1",
            "https://pay.example/d/1",
        ] as [String?], [nil, "default", "a\ndefault"] as [String?])
    func isCheckedAsItIsRendered(value: String?, standIn: String?) {
        let attributes = SessionAttributes(
            customerName: value,
            amount: value.map { Money(checkedAmount: $0, currency: "KWD") },
            orderNumber: value, checkoutLink: value)
        for attribute in SessionAttribute.allCases {
            for url in [nil, "https://pay.example/c/{{1}}", "{{1}}"] as [String?] {
                let variable = TemplateVariable(
                    name: "1", attribute: attribute, defaultValue: standIn)
                let component = TemplateComponent(
                    kind: url.map { .urlButton(url: $0) } ?? .body, text: "{{1}}",
                    variables: [variable])
                var content = Fixtures.content()
                content.components = [component]
                let values = MessageValues(
                    merchantName: "Acme", session: Fixtures.sessionID, attributes: attributes,
                    offsetSeconds: 0)
                let filler = VariableFiller(
                    language: .english, format: content.parameterFormat, values: values)

                let asChecked = Result { () throws(RenderingProblem) in try filler.check(content) }
                let asRendered = Result { () throws(RenderingProblem) in
                    _ = try filler.parameters(of: component)
                }

                #expect(asChecked.problem == asRendered.problem, "\(attribute) \(url ?? "")")
                let isPlain = values.plainlyFill(content.components)
                #expect(!isPlain || asRendered.problem == nil, "\(attribute) \(url ?? "")")
            }
        }
    }

    @Test func aDefaultStandsInForAMissingValue() throws {
        let rendering = try render(
            content(body: [.customerName: "customer"]), .english, SessionAttributes())

        #expect(rendering.text == "Dear \(alone("customer")).")
    }

    @Test(arguments: [
        SessionAttribute.customerName, .amount, .orderNumber, .checkoutLink, .checkoutLinkExpiry,
    ])
    func aMissingValueWithoutDefaultIsNamedWithItsField(attribute: SessionAttribute) {
        #expect {
            try render(content(body: [attribute: nil]), .english, SessionAttributes())
        } throws: { error in
            let message = (error as? RenderingProblem)?.message ?? ""
            return message.contains(attribute.words) && message.contains(attribute.field ?? "?")
        }
    }

    @Test(arguments: ["a\nb", "a\tb", "a     b", "a\u{202E}b", ""])
    func aValueThatMetaWouldRefuseIsNotSent(name: String) {
        #expect(throws: RenderingProblem.self) {
            try render(
                content(body: [.customerName: nil]), .english,
                SessionAttributes(customerName: name))
        }
    }

    @Test(arguments: [
        (SessionAttribute.checkoutLink, "https://pay.example/c/", "abc123"),
        (.orderNumber, "https://shop.example/o/", "ORD%2F77%20x"),
        (.sessionID, "https://shop.example/s/", "session-1"),
    ])
    func aButtonTakesTheEndOfItsURL(
        attribute: SessionAttribute, prefix: String, suffix: String
    ) throws {
        var attributes = Fixtures.attributes
        attributes.orderNumber = "ORD/77 x"

        let rendering = try render(button(prefix, attribute, nil), .arabic, attributes)

        #expect(rendering.parts == [part(.urlButton(index: 1), suffix)])
        #expect(rendering.text.hasSuffix("[Open] \(prefix)\(suffix)"))
    }

    @Test func aDefaultOfAButtonIsTheEndOfItsURL() throws {
        let rendering = try render(
            button("https://pay.example/", .checkoutLink, "home"), .english, SessionAttributes())

        #expect(rendering.parts == [part(.urlButton(index: 1), "home")])
    }

    @Test(arguments: [
        "https://other.example/", "https://pay.example/c/abc123", "https://pay.example/C/",
    ])
    func aLinkThatDoesNotGoOnFromTheButtonsPrefixIsRefused(prefix: String) {
        #expect(throws: RenderingProblem.self) {
            try render(button(prefix, .checkoutLink, "home"), .english)
        }
    }

    @Test func namedVariablesAreSentWithTheirNames() throws {
        var content = content(body: [:])
        content.parameterFormat = .named
        content.components[0].text = "Dear {{who}}, thanks."
        content.components[0].variables = [Fixtures.variable("who", .customerName)]

        let rendering = try render(content, .english)

        let parameter = OutboundMessage.Parameter(name: "who", text: alone("Mona"))
        #expect(rendering.parts == [OutboundMessage.Part(kind: .body, parameters: [parameter])])
    }

    /// Meta counts all of its buttons, also those that were not registered.
    @Test func aButtonIsNamedByItsPlaceAtMeta() throws {
        var content = button("https://pay.example/", .orderNumber, nil)
        content.components.insert(
            TemplateComponent(
                kind: .copyCodeButton(code: "SAVE10"), text: "Copy", variables: []), at: 2)
        let values = MessageValues(
            merchantName: "Acme Store", session: Fixtures.sessionID,
            attributes: Fixtures.attributes, offsetSeconds: 0)

        let rendering = try Rendering(
            content, language: .english, values: values, buttonPlaces: [4, 3, 1])

        let order = try #require(Fixtures.attributes.orderNumber)
        let copied = OutboundMessage.Part(
            kind: .copyCodeButton(index: 3),
            parameters: [OutboundMessage.Parameter(.code("SAVE10"))])
        #expect(rendering.parts == [part(.urlButton(index: 1), order), copied])
        #expect(
            rendering.text
                == "News.\n[Open] https://pay.example/\(order)\n[Copy] SAVE10\n[Thanks]")
    }

    @Test(arguments: [
        (
            HeaderMedia(format: .image, link: "https://shop.example/l.png"),
            "[image] https://shop.example/l.png"
        ),
        (
            HeaderMedia(
                format: .document, link: "https://shop.example/t.pdf", fileName: "Terms.pdf"),
            "[document Terms.pdf] https://shop.example/t.pdf"
        ),
    ])
    func aHeadersFileIsSentAndShown(media: HeaderMedia, line: String) throws {
        var content = Fixtures.content()
        content.components = [
            TemplateComponent(kind: .body, text: "News.", variables: []),
            TemplateComponent(kind: .mediaHeader(media), text: "", variables: []),
        ]

        let rendering = try render(content, .english)

        let parameter = OutboundMessage.Parameter(.media(media))
        #expect(rendering.parts == [OutboundMessage.Part(kind: .header, parameters: [parameter])])
        #expect(rendering.text == "\(line)\nNews.")
    }

    /// What Meta measures is the text with its values, marks and repetitions included.
    @Test(arguments: [
        (TemplateComponent.Kind.header, "Order {{1}}", 52), (.body, "Dear {{1}}.", 1_016),
        (.body, "Dear {{1}}, {{1}}.", 506), (.urlButton(url: "https://a.com/{{1}}"), "Open", 1_986),
    ])
    func aTextIsRefusedOnceItIsLongerThanMetaTakes(
        kind: TemplateComponent.Kind, text: String, lengthMax: Int
    ) throws {
        for letter in ["x", "م"] where letter == "x" || !kind.isButton {
            #expect(throws: Never.self) { try fill(kind, text, letter, count: lengthMax) }
            #expect {
                try fill(kind, text, letter, count: lengthMax + 1)
            } throws: { error in
                let problem = error as? RenderingProblem
                return problem?.reason == .textTooLong
                    && problem?.message.contains("Shorten the order number") == true
            }
        }
    }

    /// Renders a component that shows an order number of so many letters; a decision finds the same.
    private func fill(
        _ kind: TemplateComponent.Kind, _ text: String, _ letter: String, count: Int
    ) throws {
        var content = Fixtures.content()
        content.components = [
            TemplateComponent(
                kind: kind, text: text, variables: [Fixtures.variable("1", .orderNumber)])
        ]
        let attributes = SessionAttributes(orderNumber: String(repeating: letter, count: count))
        let values = MessageValues(
            merchantName: "Acme", session: Fixtures.sessionID, attributes: attributes,
            offsetSeconds: 0)
        let filler = VariableFiller(language: .english, format: .positional, values: values)
        let isPlain = values.plainlyFill(content.components)
        do throws(RenderingProblem) {
            try filler.check(content)
        } catch {
            #expect(!isPlain)
            throw error
        }
        _ = try render(content, .english, attributes)
    }

    /// A value as it stands in a text.
    private func alone(_ value: String) -> String { "\u{2068}\(value)\u{2069}" }

    private func render(
        _ content: TemplateContent, _ language: Language,
        _ attributes: SessionAttributes = Fixtures.attributes
    ) throws -> Rendering {
        let values = MessageValues(
            merchantName: "Acme Store", session: Fixtures.sessionID, attributes: attributes,
            offsetSeconds: 10_800)
        return try Rendering(content, language: language, values: values)
    }

    /// A body that shows one attribute.
    private func content(body: [SessionAttribute: String?]) -> TemplateContent {
        var content = Fixtures.content()
        content.components = [
            TemplateComponent(
                kind: .body, text: "Dear {{1}}.",
                variables: body.map { Fixtures.variable("1", $0.key, default: $0.value) })
        ]
        return content
    }

    /// A second button whose URL ends with one attribute.
    private func button(
        _ prefix: String, _ attribute: SessionAttribute, _ value: String?
    ) -> TemplateContent {
        var content = content(body: [:])
        content.components = [
            TemplateComponent(kind: .body, text: "News.", variables: []),
            TemplateComponent(kind: .quickReplyButton, text: "Thanks", variables: []),
            TemplateComponent(
                kind: .urlButton(url: prefix + "{{1}}"), text: "Open",
                variables: [Fixtures.variable("1", attribute, default: value)]),
        ]
        return content
    }

    private func part(
        _ kind: OutboundMessage.Part.Kind, _ texts: String...
    ) -> OutboundMessage.Part {
        OutboundMessage.Part(
            kind: kind,
            parameters: texts.map { OutboundMessage.Parameter(name: nil, text: $0) })
    }
}

extension Result where Success == Void, Failure == RenderingProblem {
    fileprivate var problem: RenderingProblem? {
        if case .failure(let problem) = self { problem } else { nil }
    }
}
