import Messages
import Notifications
import RPC
import TestKit
import Testing

/// A request with one thing wrong, and what its caller is told.
struct BadInput: Sendable, CustomTestStringConvertible {
    let request: RPCRequest
    let field: String
    let testDescription: String

    init<Request: WireMessage, Response>(
        _ what: String, _ method: MethodDescriptor<Request, Response>, _ request: Request,
        field: String
    ) {
        self.request = RPCRequest(method, request)
        self.field = field
        testDescription = what
    }
}

extension BadInput {
    private static let long = String(repeating: "a", count: 600)

    private static func enable(
        _ what: String, _ field: String, _ change: (inout EnableNotificationsRequest) -> Void
    ) -> BadInput {
        BadInput(
            what, .enableNotifications, Sample.with(Sample.enable, change),
            field: field)
    }

    private static func notify(
        _ what: String, _ field: String, _ change: (inout NotifyStateChangeRequest) -> Void
    ) -> BadInput {
        BadInput(
            what, .notifyStateChange, Sample.with(Sample.notify, change),
            field: field)
    }

    private static func template(
        _ what: String, _ field: String, _ change: (inout RegisterTemplateRequest) -> Void
    ) -> BadInput {
        BadInput(
            what, .registerTemplate,
            Sample.with(Sample.registerTemplate, change), field: field)
    }

    private static func merchant(
        _ what: String, _ field: String, _ change: (inout Messages.Merchant) -> Void
    ) -> BadInput {
        BadInput(
            what, .setMerchant,
            Sample.with(Sample.setMerchant) { change(&$0.merchant) }, field: field)
    }

    private static func list(
        _ what: String, _ field: String, _ change: (inout ListNotificationsRequest) -> Void
    ) -> BadInput {
        BadInput(
            what, .listNotifications,
            Sample.with(ListNotificationsRequest(merchantID: "shop"), change), field: field)
    }

    static let identifiers: [BadInput] = [
        enable("no merchant", "merchant_id") { $0.merchantID = "" },
        enable("a long merchant", "merchant_id") { $0.merchantID = long },
        enable("no session", "session_id") { $0.sessionID = "" },
        enable("a session with a space", "session_id") { $0.sessionID = "a b" },
        notify("a long session", "session_id") { $0.sessionID = long },
        notify("no event", "event_id") { $0.eventID = "" },
        notify("a long event", "event_id") { $0.eventID = long },
        notify("an event in Arabic", "event_id") { $0.eventID = "حدث" },
        template("no authenticator", "authenticator_id") { $0.authenticatorID = "" },
        BadInput(
            "no notification", .releaseNotification,
            ReleaseNotificationRequest(merchantID: "shop"), field: "notification_id"),
        BadInput(
            "a long notification", .cancelNotification,
            CancelNotificationRequest(merchantID: "shop", notificationID: long),
            field: "notification_id"),
        BadInput(
            "no merchant in a question", .getMerchant, GetMerchantRequest(),
            field: "merchant_id"),
        BadInput(
            "no merchant for authenticators", .listAuthenticators,
            ListAuthenticatorsRequest(), field: "merchant_id"),
        BadInput(
            "no merchant for templates", .listTemplates,
            ListTemplatesRequest(), field: "merchant_id"),
        BadInput(
            "no session in a question", .getSession,
            GetSessionRequest(merchantID: "shop"), field: "session_id"),
    ]

    static let values: [BadInput] = [
        enable("no plugin", "plugin") { $0.plugin = .unspecified },
        enable("a bad phone", "phone") { $0.phone = "0096512345678x" },
        enable("an unknown language", "language") { $0.language = "fr" },
        enable("no selection", "selection") { $0.selection = nil },
        enable("a state that is not given", "states[1]") {
            $0.selection = .states(StateSelection(states: [.paid, .unspecified]))
        },
        enable("an operation", "states[0]") {
            $0.selection = .states(StateSelection(states: [.refunded]))
        },
        enable("created for e-commerce", "states[0]") {
            $0.plugin = .eCommerce
            $0.selection = .states(StateSelection(states: [.created]))
        },
        enable("pre-payment alone for e-commerce", "phases") {
            $0.plugin = .eCommerce
            $0.selection = .phases(PhaseSelection(phases: [.prePayment]))
        },
        enable("too many decimals", "attributes.amount") { $0.attributes.amount = "14.0001" },
        enable("an unknown currency", "attributes.currency") { $0.attributes.currency = "KWT" },
        enable("a currency alone", "attributes.amount") { $0.attributes.amount = "" },
        notify("no state", "state") { $0.state = .unspecified },
        notify("a time before the epoch", "occurred_at_ms") { $0.occurredAtMilliseconds = -1 },
        notify("a plain link", "changed_attributes.checkout_link") {
            $0.changedAttributes.checkoutLink = "http://pay.example/1"
        },
        template("created for e-commerce", "states[0]") {
            $0.plugin = .eCommerce
            $0.binding = .states(StateSelection(states: [.created]))
        },
        template("no binding", "binding") { $0.binding = nil },
        template("no states", "states") { $0.binding = .states(StateSelection()) },
        template("no category", "category") { $0.category = .unspecified },
        template("a name in capitals", "name") { $0.name = "OrderPaid" },
        template("a variable without mapping", "components[0].variables") {
            $0.components[0].variables = []
        },
        template("a variable without source", "components[0].variables[0].attribute") {
            $0.components[0].variables[0].attribute = .unspecified
        },
        template("no body", "components") { $0.components = [] },
        template("a component without type", "components[1].type") {
            $0.components.append(Messages.TemplateComponent(text: "x"))
        },
        merchant("no name", "merchant.display_name") { $0.displayName = "" },
        merchant("an unknown zone", "merchant.time_zone") { $0.timeZone = "Asia/Nowhere" },
        merchant("an unknown country", "merchant.default_country") { $0.defaultCountry = "XX" },
        merchant("no language", "merchant.languages") { $0.languages = [] },
        merchant("a foreign fallback", "merchant.fallback_language") {
            $0.languages = ["ar"]
        },
        BadInput(
            "an access token with a line feed", .registerAuthenticator,
            Sample.with(Sample.registerAuthenticator) { $0.accessToken = "a\nb" },
            field: "access_token"),
        list("a page too large", "page_size") { $0.pageSize = 501 },
        list("a page token of nobody's", "page_token") { $0.pageToken = "12" },
        list("a change of nobody's", "updated_after") { $0.updatedAfter = "n12" },
        list("both ways to go on", "updated_after") {
            $0.pageToken = "n12"
            $0.updatedAfter = "12"
        },
    ]
}

struct BadInputTests {
    @Test(arguments: BadInput.identifiers + BadInput.values + BadInput.levers + BadInput.replays)
    func isRefusedWithItsFieldAndRuleAndReachesNoStore(input: BadInput) async {
        // given
        let store = ScriptedStore(.init(page: NotificationPage(notifications: [], next: nil)))
        let bench = Bench(store)
        // when
        let status = await bench.refusal(of: input.request)
        // then
        #expect(status?.code == .invalidArgument)
        #expect(status?.reason == "INVALID_ARGUMENT")
        #expect(status?.fieldViolations.first?.field == input.field)
        #expect(status?.fieldViolations.allSatisfy { !$0.rule.isEmpty } == true)
        #expect(store.batches.isEmpty && store.queries.isEmpty)
        #expect(bench.refusals.reasons == ["INVALID_ARGUMENT"])
    }

    @Test func namesEachFieldThatBreaksARule() async {
        // given
        let request = Sample.with(Sample.notify) {
            $0.merchantID = ""
            $0.eventID = ""
            $0.state = .unspecified
        }
        // when
        let status = await Bench(ScriptedStore())
            .refusal(.notifyStateChange, request)
        // then
        #expect(status?.fieldViolations.map(\.field) == ["merchant_id", "state", "event_id"])
    }

    @Test(arguments: [
        ("an embedded NUL", [0x0A, 3, 0x61, 0, 0x62] as [UInt8], "merchant_id"),
        ("bad UTF-8", [0x12, 2, 0xC3, 0x28], "session_id"),
        ("an unknown enum number", [0x18, 99], "plugin"),
        ("an unknown number in a list", [0x3A, 3, 0x0A, 1, 99], "states[0]"),
        ("a doubled message field", [0x42, 0, 0x42, 0], "attributes"),
    ])
    func bytesThatBreakARuleAreRefusedWithTheirField(
        what: String, payload: [UInt8], field: String
    ) async {
        // given
        let store = ScriptedStore()
        let request = RPCRequest(
            service: ServiceName.notifications, method: "EnableNotifications",
            payload: payload)
        // when
        let status = await Bench(store).refusal(of: request)
        // then
        #expect(status?.code == .invalidArgument)
        #expect(status?.fieldViolations.map(\.field) == [field])
        #expect(store.batches.isEmpty)
    }

    @Test(arguments: [[0x0A, 200, 0x61], [0xFF], [0x0A]] as [[UInt8]])
    func bytesThatAreNoMessageAreInternal(payload: [UInt8]) async {
        // given
        let request = RPCRequest(
            service: ServiceName.notifications, method: "EnableNotifications",
            payload: payload)
        // when
        let status = await Bench(ScriptedStore()).refusal(of: request)
        // then
        #expect(status?.code == .internal)
        #expect(status?.reason == "MALFORMED_PAYLOAD")
    }

    @Test func anExpensiveValidPayloadIsRefused() async {
        // given
        let component: [UInt8] = [0x62, 0]
        let payload = (0..<(120 << 10)).flatMap { _ in component }
        // when
        let status = await Bench(ScriptedStore()).refusal(
            of: RPCRequest(
                service: ServiceName.notifications, method: "RegisterTemplate",
                payload: payload))
        // then
        #expect(status?.code == .invalidArgument)
        #expect(status?.fieldViolations.isEmpty == false)
    }
}
