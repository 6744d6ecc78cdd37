import Notifications
import TestKit
import Testing

@Suite struct TemplateRulesTests {
    /// A registration with one thing wrong, and the fields that are refused for it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var language = "en"
        var plugin: Plugin? = .paymentRequest
        var binding: Selection? = .states([.paid])
        var template = Fixtures.uncheckedTemplate()
        var fields: [String]

        init(_ description: String, _ fields: String..., adjust: (inout Wrong) -> Void) {
            testDescription = description
            self.fields = fields
            adjust(&self)
        }

        func checked() throws(Refusal) -> RegisterTemplate {
            try RegisterTemplate.checked(
                merchant: "acme", authenticator: "auth-1", language: language, plugin: plugin,
                binding: binding, template: template)
        }

        var body: UncheckedComponent {
            get { template.components[1] }
            set { template.components[1] = newValue }
        }

        var button: UncheckedComponent {
            get { template.components[3] }
            set { template.components[3] = newValue }
        }
    }

    private static let long = String(repeating: "x", count: 1_025)

    private static let envelope = [
        Wrong("no name", "name") { $0.template.name = "" },
        Wrong("a name with capitals", "name") { $0.template.name = "Order" },
        Wrong("a long name", "name") { $0.template.name = String(repeating: "n", count: 513) },
        Wrong("a long namespace", "namespace") { $0.template.namespace = long },
        Wrong("an unknown language", "language") { $0.language = "fr" },
        Wrong("no code of Meta's", "template_language") { $0.template.templateLanguage = "en-US" },
        Wrong("a long code", "template_language") { $0.template.templateLanguage = "en_US_x" },
        Wrong("another language's code", "template_language") {
            $0.template.templateLanguage = "ar"
        },
        Wrong("no category", "category") { $0.template.category = nil },
        Wrong("no plugin", "plugin") { $0.plugin = nil },
        Wrong("no binding", "binding") { $0.binding = nil },
        Wrong("no states", "states") { $0.binding = .states([]) },
        Wrong("no phases", "phases") { $0.binding = .phases([]) },
        Wrong("a shop's created", "states[0]") {
            $0.plugin = .eCommerce
            $0.binding = .states([.created])
        },
        Wrong("a shop's pre-payment", "phases") {
            $0.plugin = .eCommerce
            $0.binding = .phases([.prePayment])
        },
    ]

    private static let parts = [
        Wrong("no components", "components") { $0.template.components = [] },
        Wrong("two bodies", "components") { $0.template.components.append($0.body) },
        Wrong("two headers", "components") {
            $0.template.components.append($0.template.components[0])
        },
        Wrong("two footers", "components") {
            $0.template.components.append($0.template.components[2])
        },
        Wrong("three URLs", "components") { $0.template.components += [$0.button, $0.button] },
        Wrong("eleven buttons", "components") {
            let reply = UncheckedComponent(kind: .button, text: "Thanks", button: .quickReply)
            $0.template.components += [UncheckedComponent](repeating: reply, count: 10)
        },
        Wrong("no type", "components[2].type") { $0.template.components[2].kind = nil },
        Wrong("a long header", "components[0].text") {
            $0.template.components[0].text = "{{1}}" + String(repeating: "x", count: 56)
        },
        Wrong("a header on two lines", "components[0].text") {
            $0.template.components[0].text = "Order\n{{1}}"
        },
        Wrong("a header with two variables", "components[0].text") {
            $0.template.components[0].text = "Order {{1}} {{2}}"
            $0.template.components[0].variables.append(
                UncheckedVariable(name: "2", attribute: .amount))
        },
        Wrong("a header that is a button", "components[0].button_type", "components[0].url") {
            $0.template.components[0].button = .url
            $0.template.components[0].url = "https://pay.example/"
        },
        Wrong("an empty body", "components[1].text") {
            $0.body = UncheckedComponent(kind: .body, text: "")
        },
        Wrong("a long body", "components[1].text") {
            $0.body = UncheckedComponent(kind: .body, text: long)
        },
        Wrong("a long footer", "components[2].text") {
            $0.template.components[2].text = String(repeating: "x", count: 61)
        },
        Wrong("a footer with a variable", "components[2].text", "components[2].variables") {
            $0.template.components[2].text = "Acme {{1}}"
            $0.template.components[2].variables = [
                UncheckedVariable(name: "1", attribute: .amount)
            ]
        },
    ]

    private static let bodies = [
        Wrong("a gap in the numbers", "components[1].text") {
            $0.body.text = "Dear {{1}}, {{2}} and {{4}} here."
            $0.body.variables[2].name = "4"
        },
        Wrong("numbers out of order", "components[1].text") {
            $0.body.text = "Dear {{2}}, {{1}} and {{3}} here."
        },
        Wrong("a name among numbers", "components[1].text") {
            $0.body.text = "Dear {{1}}, {{2}} and {{order}} here."
            $0.body.variables[2].name = "order"
        },
        Wrong("a variable at the start", "components[1].text") {
            $0.body.text = " {{1}} has {{2}} and {{3}}."
        },
        Wrong("a variable at the end", "components[1].text") {
            $0.body.text = "For {{1}}: {{2}} and {{3}}\n"
        },
        Wrong("variables side by side", "components[1].text") {
            $0.body.text = "For {{1}}{{2}} and {{3}}."
        },
        Wrong("braces that do not pair", "components[1].text") {
            $0.body = UncheckedComponent(kind: .body, text: "Dear {{1}, hello.")
        },
        Wrong("a variable without source", "components[1].variables") {
            $0.body.variables.removeLast()
        },
        Wrong("a source without variable", "components[1].variables[3].name") {
            $0.body.variables.append(UncheckedVariable(name: "4", attribute: .amount))
        },
        Wrong("two sources for a variable", "components[1].variables[3].name") {
            $0.body.variables.append(UncheckedVariable(name: "1", attribute: .amount))
        },
        Wrong("a variable without attribute", "components[1].variables[0].attribute") {
            $0.body.variables[0].attribute = nil
        },
        Wrong("a default with a newline", "components[1].variables[0].default_value") {
            $0.body.variables[0].defaultValue = "a\nb"
        },
        Wrong("a default with five spaces", "components[1].variables[0].default_value") {
            $0.body.variables[0].defaultValue = "a     b"
        },
        Wrong("a long default", "components[1].variables[0].default_value") {
            $0.body.variables[0].defaultValue = String(repeating: "x", count: 257)
        },
        Wrong("a number among names", "components[1].text") {
            $0.template.parameterFormat = .named
            $0.template.components.remove(at: 0)
            $0.template.components.insert(UncheckedComponent(kind: .header, text: "Hi"), at: 0)
        },
    ]

    private static let buttons = [
        Wrong("a long label", "components[3].text") {
            $0.button.text = String(repeating: "x", count: 26)
        },
        Wrong("a label with a variable", "components[3].text") { $0.button.text = "Open {{1}}" },
        Wrong("no type of button", "components[3].button_type") { $0.button.button = nil },
        Wrong("a reply with a URL", "components[3].url") {
            $0.button.button = .quickReply
            $0.button.variables = []
        },
        Wrong("no URL", "components[3].url") {
            $0.button.url = ""
            $0.button.variables = []
        },
        Wrong("a URL without TLS", "components[3].url") {
            $0.button.url = "http://pay.example/{{1}}"
        },
        Wrong("a long URL", "components[3].url") {
            $0.button.url = "https://pay.example/" + String(repeating: "x", count: 1_976) + "{{1}}"
        },
        Wrong("a variable inside the URL", "components[3].url") {
            $0.button.url = "https://pay.example/{{1}}/pay"
        },
        Wrong("a name in the URL", "components[3].variables[0].attribute") {
            $0.button.variables[0].attribute = .customerName
        },
        Wrong("a default that no URL can hold", "components[3].variables[0].default_value") {
            $0.button.variables[0].defaultValue = "a b"
        },
    ]

    @Test(arguments: envelope + parts + bodies + buttons)
    func isRefusedWithItsField(wrong: Wrong) {
        #expect(FieldCheckingTests.refused { try wrong.checked() } == wrong.fields)
    }

    @Test(arguments: Language.allCases)
    func aGoodTemplateIsTakenAsItIs(language: Language) throws {
        let command = try RegisterTemplate.checked(
            merchant: "acme", authenticator: "auth-1", language: language.rawValue,
            plugin: .eCommerce, binding: .phases([.prePayment, .postPayment]),
            template: Fixtures.uncheckedTemplate(language: language))

        #expect(command.content == Fixtures.content(language: language))
        #expect(command.scopes == [.phase(.postPayment)])
        #expect(command.ignoredPhases == [.prePayment])
    }

    @Test func mappingsComeBackInTheOrderOfTheText() throws {
        let good = Wrong("mappings in any order") { $0.body.variables.reverse() }

        #expect(try good.checked().content == Fixtures.content())
    }

    @Test(arguments: ["en", "en_US", "en_GB"])
    func codesOfMetasAreTaken(code: String) throws {
        let good = Wrong("a code of Meta's") { $0.template.templateLanguage = code }

        #expect(try good.checked().content.templateLanguage == code)
    }

    @Test func namedVariablesAreTaken() throws {
        let good = Wrong("names") {
            $0.template.parameterFormat = .named
            $0.template.components = [
                UncheckedComponent(
                    kind: .body, text: "Dear {{first_name}}, {{sum2}} is paid.",
                    variables: [
                        UncheckedVariable(name: "sum2", attribute: .amount),
                        UncheckedVariable(name: "first_name", attribute: .customerName),
                    ]),
                UncheckedComponent(
                    kind: .button, text: "Open", button: .url, url: "https://pay.example/{{1}}",
                    variables: [UncheckedVariable(name: "1", attribute: .checkoutLink)]),
            ]
        }

        let names = try good.checked().content.components.map { $0.variables.map(\.name) }
        #expect(names == [["first_name", "sum2"], ["1"]])
    }

    @Test func textsMayBeAsLongAsTheirLimits() throws {
        let good = Wrong("limits") {
            $0.template.name = String(repeating: "n", count: 512)
            $0.template.components = [
                UncheckedComponent(kind: .header, text: String(repeating: "h", count: 60)),
                UncheckedComponent(kind: .body, text: String(repeating: "م", count: 1_024)),
                UncheckedComponent(kind: .footer, text: String(repeating: "f", count: 60)),
            ]
            let reply = UncheckedComponent(
                kind: .button, text: String(repeating: "r", count: 25), button: .quickReply)
            $0.template.components += [UncheckedComponent](repeating: reply, count: 10)
        }

        #expect(try good.checked().content.components.count == 13)
    }
}
