import Notifications
import TestKit
import Testing

@Suite struct FieldCheckingTests {
    /// The fields of an EnableNotifications or a NotifyStateChange.
    struct Fields {
        var merchant = "acme"
        var session = "session-1"
        var plugin: Plugin? = .paymentRequest
        var phone = "+96551234567"
        var language = "en"
        var selection: Selection? = .states([.created, .paid])
        var attributes = Fixtures.uncheckedAttributes
        var state: PaymentState? = .paid
        var event = "event-1"
        var occurredAt: Int64 = 0

        func enable() throws(Refusal) -> EnableNotifications {
            try EnableNotifications.checked(
                merchant: merchant, session: session, plugin: plugin, phone: phone,
                language: language, selection: selection, attributes: attributes)
        }

        func notify() throws(Refusal) -> NotifyStateChange {
            try NotifyStateChange.checked(
                merchant: merchant, session: session, state: state, event: event,
                occurredAtMilliseconds: occurredAt, changedAttributes: attributes,
                digest: RequestDigest(bytes: []))
        }
    }

    @Test func goodFieldsMakeTheCommands() throws {
        let enable = try Fields().enable()
        let notify = try Fields().notify()

        #expect(enable.attributes == Fixtures.attributes)
        #expect(enable.states == [.created, .paid])
        #expect(notify.changedAttributes == Fixtures.attributes)
        #expect(notify.occurredAt == nil)
    }

    @Test func allViolationsOfARequestAreTold() {
        let fields = Fields(
            merchant: "", session: "a b", plugin: nil, phone: "", language: "fr", selection: nil)

        #expect(
            Self.refused { try fields.enable() }
                == ["merchant_id", "session_id", "plugin", "phone", "language", "selection"])
    }

    @Test(arguments: ["", "a b", "é", "a/b", "a\u{0}", String(repeating: "m", count: 65)])
    func merchantIDs(value: String) {
        #expect(Self.refused { try Fields(merchant: value).notify() } == ["merchant_id"])
        #expect(Self.refused { try MerchantID.checked(value) } == ["merchant_id"])
    }

    @Test func namesMayBeAsLongAsTheirLimits() throws {
        let merchant = String(repeating: "m", count: 64)
        let session = "A.z_0:-" + String(repeating: "s", count: 121)
        let event = String(repeating: "~", count: 127) + " "

        let command = try Fields(merchant: merchant, session: session, event: event).notify()

        #expect(command.session.rawValue == session)
    }

    @Test(arguments: ["", String(repeating: "s", count: 129), "s\n", "جلسة"])
    func sessionIDs(value: String) {
        #expect(Self.refused { try Fields(session: value).notify() } == ["session_id"])
        #expect(
            Self.refused { try SessionReference.checked(merchant: "acme", session: value) }
                == ["session_id"])
    }

    @Test(arguments: ["", String(repeating: "e", count: 129), "e\t", "é", "\u{7F}"])
    func eventIDs(value: String) {
        #expect(Self.refused { try Fields(event: value).notify() } == ["event_id"])
    }

    @Test(arguments: ["", "+", "abc", "+965 1234", "5123-4567", String(repeating: "5", count: 16)])
    func phones(value: String) {
        #expect(Self.refused { try Fields(phone: value).enable() } == ["phone"])
    }

    @Test(arguments: [-1, 253_402_300_800_000, .max, .min])
    func moments(value: Int64) {
        #expect(Self.refused { try Fields(occurredAt: value).notify() } == ["occurred_at_ms"])
    }

    @Test func aStateIsRequired() {
        #expect(Self.refused { try Fields(state: nil).notify() } == ["state"])
    }

    @Test func selections() throws {
        typealias Case = (Plugin, Selection, [String])
        let cases: [Case] = [
            (.eCommerce, .states([.paid, .failed, .created]), ["states[2]"]),
            (.eCommerce, .phases([.prePayment]), ["phases"]),
            (.paymentRequest, .states([.pending]), ["states[0]"]),
            (.paymentRequest, .states([.paid, .captured]), ["states[1]"]),
            (.paymentRequest, .states([.paid, nil]), ["states[1]"]),
            (.paymentRequest, .states([.paid, .paid]), ["states[1]"]),
            (.paymentRequest, .phases([nil]), ["phases[0]"]),
            (.paymentRequest, .phases([.prePayment, .prePayment]), ["phases[1]"]),
        ]
        for (plugin, selection, fields) in cases {
            #expect(
                Self.refused { try Fields(plugin: plugin, selection: selection).enable() }
                    == fields)
        }
    }

    @Test func phasesBecomeTheStatesThatThePluginHas() throws {
        let both = Selection.phases([.postPayment, .prePayment])

        let request = try Fields(selection: both).enable()
        let shop = try Fields(plugin: .eCommerce, selection: both).enable()
        let off = try Fields(plugin: .eCommerce, selection: .phases([])).enable()

        #expect(request.states == PaymentState.notifying)
        #expect(request.ignoredPhases.isEmpty)
        #expect(shop.states == [.paid, .authorized, .canceled, .failed, .expired])
        #expect(shop.ignoredPhases == [.prePayment])
        #expect(off.states.isEmpty)
    }

    @Test func statesStandInTheOrderOfTheSpecification() throws {
        let command = try Fields(selection: .states([.failed, .created, .paid])).enable()

        #expect(command.states == [.created, .paid, .failed])
    }

    /// The fields that a check refuses, in its order.
    static func refused<Checked>(_ check: () throws -> Checked) -> [String] {
        do {
            _ = try check()
            return []
        } catch {
            return (error as? Refusal)?.fields ?? ["not a refusal"]
        }
    }
}

// Attributes: the same rules under both requests' paths.
extension FieldCheckingTests {
    private static let long = String(repeating: "x", count: 129)

    @Test func attributes() {
        typealias Case = (String, WritableKeyPath<UncheckedAttributes, String>, [String])
        let cases: [Case] = [
            ("customer_name", \.customerName, [Self.long, "a\u{1}b", "a\u{9F}b", "   ", "\n"]),
            ("customer_name", \.customerName, ["\u{200B}\u{200F}", "\u{202E}", "\u{3164}"]),
            ("customer_name", \.customerName, ["https://bit.example/win500", "Claim at win.com"]),
            ("order_number", \.orderNumber, [Self.long, "\u{7F}", "  "]),
            (
                "amount", \.amount,
                ["", " ", "-1", "1.2345", "1 4", "x", "1e3", "1234567890123456789"]
            ),
            ("currency", \.currency, ["", "kwd", "XYZ"]),
            (
                "checkout_link", \.checkoutLink,
                [
                    "http://pay.example/", "pay.example", "https://", "https:///x", "https://a b",
                    "https://pay.example/é", "https://pay.example/{x}",
                    "https://pay.example/" + String(repeating: "x", count: 1_981),
                ]
            ),
        ]
        for (name, field, values) in cases {
            for value in values {
                var fields = Fields()
                fields.attributes[keyPath: field] = value
                #expect(Self.refused { try fields.enable() } == ["attributes.\(name)"], "\(value)")
                #expect(
                    Self.refused { try fields.notify() } == ["changed_attributes.\(name)"],
                    "\(value)")
            }
        }
    }

    @Test func anExpiryOfTheLinkBeforeTheEpochIsRefused() {
        var fields = Fields()
        fields.attributes.checkoutLinkExpiresAtMilliseconds = -1

        #expect(
            Self.refused { try fields.enable() } == ["attributes.checkout_link_expires_at_ms"])
    }

    @Test func attributesMayBeAsLongAsTheirLimits() throws {
        let link = "https://pay.example/" + String(repeating: "x", count: 1_980)
        var fields = Fields()
        fields.attributes = UncheckedAttributes(
            customerName: String(repeating: "م", count: 128), checkoutLink: link)

        let command = try fields.enable()

        #expect(command.attributes.checkoutLink == link)
        #expect(command.attributes.amount == nil)
    }
}
