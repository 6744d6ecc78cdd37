import Notifications
import TestKit
import Testing

struct ExplanationTests {
    private static func view(
        _ session: Notifications.Session? = Fixtures.session(),
        _ notifications: [Notifications.Notification] = [], changes: [StateChange] = [],
        stops: [SenderStop] = []
    ) -> SessionView {
        let number = Fixtures.authenticator.phoneNumberID
        return SessionView(
            merchant: Fixtures.merchant, session: session, stateChanges: changes,
            entries: notifications.map { .init(notification: $0, attempts: []) },
            conditions: QueueConditions(
                bindings: Fixtures.bindings(), authenticators: [Fixtures.authenticator],
                pauses: []),
            consent: .given,
            senders: [Notifications.Sender(number: number, details: nil, stops: stops)],
            now: Fixtures.now)
    }

    private static func paid(_ view: SessionView) throws -> Explanation {
        try #require(view.explanations(zones: Fixtures.zones).first { $0.state == .paid })
    }

    private static let change = StateChange(
        state: .paid, event: EventID(rawValue: "e"), occurredAt: Fixtures.now,
        receivedAt: Fixtures.now,
        decision: Decision(
            outcome: .queued, reason: .queued, message: "", notification: nil, withdrawn: [],
            currentState: .paid, rulesPassed: Rule.allCases))

    @Test func aStateThatWasNotToldIsPreviewed() throws {
        let explanation = try Self.paid(Self.view())
        #expect(!explanation.isTold)
        #expect(explanation.outcome == .queued)
        #expect(explanation.rule == nil)
        #expect(explanation.sentence.hasPrefix("It was not told of."))
    }

    @Test func withoutEnableEachStateNamesTheRule() {
        var session = Fixtures.session()
        session.enablement = nil
        let explanations = Self.view(session).explanations(zones: Fixtures.zones)
        #expect(explanations.map(\.state) == PaymentState.notifying)
        #expect(explanations.allSatisfy { $0.rule == .sessionEnabled })
    }

    @Test(arguments: [
        (NotificationStatus.held, "PAUSED", "A person paused"),
        (.held, "TEMPLATE_DRIFTED", "register it again"),
        (.pending, "", "waits for its turn"), (.unresolved, "", "ResolveNotification"),
        (.superseded, "", "later state"), (.expired, "", "time ran out"),
        (.dead, "OPTED_OUT", "does not want"), (.read, "", "has read"),
    ])
    func saysWhereANotificationStands(
        status: NotificationStatus, reason: String, words: String
    ) throws {
        let notification = Fixtures.notification(status: status, reason: reason)
        let explanation = try Self.paid(
            Self.view(.some(Fixtures.session()), [notification], changes: [Self.change]))
        #expect(explanation.isTold)
        #expect(explanation.sentence.contains(words), "\(explanation.sentence)")
    }

    @Test func aStoppedNumberIsWhatAPendingNotificationWaitsFor() throws {
        let stop = SenderStop(
            number: Fixtures.authenticator.phoneNumberID, merchant: nil, cause: .restricted,
            code: 368, since: Fixtures.now, until: Fixtures.now + .seconds(60))
        let view = Self.view(
            Fixtures.session(), [Fixtures.notification()], changes: [Self.change], stops: [stop])
        let sentence = try Self.paid(view).sentence
        #expect(sentence.contains("RESTRICTED") && sentence.contains("368"), "\(sentence)")
    }

    @Test func thePreviewIsWhatTheArmSends() throws {
        let preview = try #require(Self.view().preview(of: .paid, zones: Fixtures.zones))
        let sending = try #require(preview.sending)
        #expect(sending.sender == Fixtures.authenticator.phoneNumberID)
        #expect(!sending.text.isEmpty && !sending.text.contains("{{"))
    }

    @Test func theMatrixHasEachCellOfPluginStateAndLanguage() {
        let cells = Self.view(nil).matrix(
            phone: Fixtures.phone, attributes: SessionAttributes(), zones: Fixtures.zones)
        #expect(cells.count == 11 * Fixtures.merchant.languages.count)
        #expect(!cells.contains { $0.plugin == .eCommerce && $0.state == .created })
    }
}
