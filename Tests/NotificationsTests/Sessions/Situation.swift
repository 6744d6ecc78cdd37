import Notifications
import TestKit
import Testing

/// A state change in a given world, and what has to become of it.
struct Situation: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var given = Given()
    var change = Fixtures.change(to: .paid)
    var outcome = Outcome.suppressed
    var reason: Reason
    /// The last rule that was passed before the one that decided; nil: none.
    var lastPassed: Rule?
    /// Words that the sentence for a person must have.
    var words: String

    /// At least one for each reason.
    static let all = early + selection + templates + values + nights + restores

    private static let early = [
        Situation("an operation", reason: .operationState, after: nil, "email and SMS") {
            $0.change = Fixtures.change(to: .captureQueued)
        },
        Situation("a state without a message", reason: .stateNotSupported, after: nil, "pending") {
            $0.change = Fixtures.change(to: .pending)
        },
        Situation("an older state", reason: .stale, after: .stateSupported, "moved on to paid") {
            $0.given.session = Fixtures.session(in: .paid)
            $0.change = Fixtures.change(to: .created)
        },
        Situation(
            "a contradiction", reason: .illegalTransition, after: .stateSupported,
            "cannot become canceled from paid"
        ) {
            $0.given.session = Fixtures.session(in: .paid)
            $0.change = Fixtures.change(to: .canceled)
        },
        Situation(
            "a payment after the end", .held, reason: .illegalTransition, after: .outsideQuietHours,
            "a person has to"
        ) {
            $0.given.session = Fixtures.session(in: .canceled)
        },
        Situation(
            "a notified state", .duplicate, reason: .duplicate, after: .transitionLegal,
            "notification-1"
        ) {
            $0.given.session = Fixtures.session(in: .paid)
            $0.given.notifications = [Fixtures.notification(status: .superseded)]
        },
    ]

    private static let selection = [
        Situation(
            "an unknown session", reason: .notEnabled, after: .notYetNotified,
            "EnableNotifications"
        ) {
            $0.given.session = nil
            $0.given.bindings = []
        },
        Situation(
            "a session that is not enabled", reason: .notEnabled, after: .notYetNotified,
            "another event_id"
        ) {
            $0.given.session = Fixtures.session(enabled: nil)
        },
        Situation(
            "a recipient who opted out", reason: .optedOut, after: .sessionEnabled,
            "wants no messages. If they want them again, call SetOptOut"
        ) {
            $0.given.consent = Consent([Fixtures.optOut()])
        },
        Situation(
            "a marketing template for a recipient who opted out of marketing", reason: .optedOut,
            after: .sessionEnabled, "no marketing messages, and the template is one"
        ) {
            $0.given.consent = Consent([Fixtures.optOut(of: .marketing)])
            $0.given.bindings = [Fixtures.binding(content: Fixtures.marketing)]
        },
        Situation(
            "a template of use for a recipient who opted out of marketing", .queued,
            reason: .queued, after: .outsideQuietHours, "queued"
        ) {
            $0.given.consent = Consent([Fixtures.optOut(of: .marketing)])
        },
        Situation(
            "a person who writes by hand", reason: .channelConflict, after: .notOptedOut,
            "Call SendNotification, or SetChannel with AUTOMATIC"
        ) {
            $0.given.session?.channel = .manual
        },
        Situation(
            "a recipient who opted in again", .queued, reason: .queued, after: .outsideQuietHours,
            "queued"
        ) {
            $0.given.consent = Consent([Fixtures.optOut(isOptedOut: false)])
        },
        Situation(
            "a phase that the plugin lacks", reason: .pluginPhaseUnavailable,
            after: .channelAutomatic, "e-commerce"
        ) {
            $0.given.session = Fixtures.session(enabled: Fixtures.enablement(plugin: .eCommerce))
            $0.change = Fixtures.change(to: .created)
        },
        Situation(
            "a state that was not selected", reason: .stateNotSelected, after: .phaseAvailable,
            "not enabled for paid"
        ) {
            $0.given.session = Fixtures.session(enabled: Fixtures.enablement(states: [.failed]))
        },
    ]

    private static let templates = [
        Situation(
            "no account", reason: .noAuthenticator, after: .stateSelected, "RegisterAuthenticator"
        ) {
            $0.given.hasAuthenticator = false
        },
        Situation(
            "no template", reason: .noTemplate, after: .authenticatorPresent, "RegisterTemplate"
        ) {
            $0.given.bindings = [Fixtures.binding(.phase(.prePayment))]
        },
        Situation(
            "no template in the language", reason: .languageMissing, after: .templateBound,
            "speak en, the session ar"
        ) {
            $0.given.session = Fixtures.session(enabled: Fixtures.enablement(language: .arabic))
        },
        held(by: .unverified, as: .templateUnverified, "not been compared"),
        held(by: .unapproved, as: .templateUnapproved, "Meta has not approved"),
        held(by: .mismatch, as: .templateUnapproved, "differs"),
        held(by: .paused, as: .templatePaused, "paused"),
    ]

    private static let values = [
        Situation(
            "nothing in the way", .queued, reason: .queued, after: .outsideQuietHours, "queued"
        ) {
            _ in
        },
        Situation(
            "a value that is missing", reason: .variableMissing, after: .languageBound,
            "Give attributes.amount"
        ) {
            $0.given.session?.attributes.amount = nil
        },
        Situation(
            "a link of another shop", reason: .variableMissing, after: .languageBound,
            "https://pay.example/c/"
        ) {
            $0.given.session?.attributes.checkoutLink = "https://other.example/c/1"
        },
        Situation(
            "an order number that makes the header too long", reason: .textTooLong,
            after: .languageBound, "header has 68 characters"
        ) {
            $0.given.session?.attributes.orderNumber = String(repeating: "7", count: 60)
        },
        Situation(
            "a payment of the day before", reason: .alreadyExpired, after: .variablesPresent,
            "too late"
        ) {
            $0.change = Fixtures.change(to: .paid, occurredAt: Fixtures.now - .seconds(86_400))
        },
        Situation(
            "a link that expired", reason: .alreadyExpired, after: .variablesPresent,
            "checkout link has expired"
        ) {
            $0.given.session?.attributes.checkoutLinkExpiresAt = Fixtures.now
            $0.change = Fixtures.change(to: .created)
        },
        Situation(
            "a link without expiry of the hour before", reason: .alreadyExpired,
            after: .variablesPresent, "for an hour"
        ) {
            $0.given.session?.attributes.checkoutLinkExpiresAt = nil
            $0.change = Fixtures.change(to: .created, occurredAt: Fixtures.now - .seconds(3_600))
        },
    ]

    /// It is 18:30 where the customer is.
    private static let nights = [
        Situation(
            "a link in the quiet time", .held, reason: .quietHours, after: .templateApproved,
            "leaves after 2026-11-22 20:00 (Asia/Kuwait)"
        ) {
            $0.given.quiet(until: 20 * 60)
            $0.change = Fixtures.change(to: .created)
        },
        Situation(
            "a link that does not live through the quiet time", .held, reason: .quietHours,
            after: .templateApproved, "not worth sending by then (Asia/Kuwait)"
        ) {
            $0.given.quiet(until: 8 * 60)
            $0.change = Fixtures.change(to: .created)
        },
        Situation(
            "news of a payment in the quiet time", .queued, reason: .queued,
            after: .outsideQuietHours, "queued"
        ) {
            $0.given.quiet(until: 20 * 60)
        },
        Situation(
            "news of a payment that waits too", .held, reason: .quietHours,
            after: .templateApproved, "leaves after 2026-11-23 08:00"
        ) {
            $0.given.quiet(until: 8 * 60, includesPostPayment: true)
        },
        Situation(
            "a link after the quiet time", .queued, reason: .queued, after: .outsideQuietHours,
            "queued"
        ) {
            $0.given.quiet(until: 18 * 60 + 30)
            $0.change = Fixtures.change(to: .created)
        },
    ]

    private static let restores = [
        Situation(
            "news of the time before a restore", .held, reason: .restored,
            after: .outsideQuietHours,
            "a person has to release or cancel"
        ) {
            $0.given.restoredAt = Fixtures.now
            $0.change = Fixtures.change(to: .paid, occurredAt: Fixtures.now - .milliseconds(1))
        },
        Situation(
            "news of the time before a restore whose template waits too", .held, reason: .restored,
            after: .outsideQuietHours, "a person has to release or cancel"
        ) {
            $0.given.restoredAt = Fixtures.now
            $0.given.bindings = [Fixtures.binding(status: .unverified)]
            $0.change = Fixtures.change(to: .paid, occurredAt: Fixtures.now - .seconds(60))
        },
        Situation(
            "news of the moment of a restore", .queued, reason: .queued, after: .outsideQuietHours,
            "queued"
        ) {
            $0.given.restoredAt = Fixtures.now
            $0.change = Fixtures.change(to: .paid, occurredAt: Fixtures.now)
        },
        Situation(
            "news without a time after a restore", .queued, reason: .queued,
            after: .outsideQuietHours, "queued"
        ) {
            $0.given.restoredAt = Fixtures.now
        },
    ]

    private static func held(
        by status: TemplateStatus, as reason: Reason, _ words: String
    ) -> Situation {
        Situation(
            "a template that is \(status)", .held, reason: reason, after: .outsideQuietHours, words
        ) {
            $0.given.bindings = [Fixtures.binding(status: status)]
        }
    }

    private init(
        _ description: String, _ outcome: Outcome = .suppressed, reason: Reason,
        after lastPassed: Rule?, _ words: String, _ adjust: (inout Situation) -> Void
    ) {
        testDescription = description
        self.outcome = outcome
        self.reason = reason
        self.lastPassed = lastPassed
        self.words = words
        adjust(&self)
    }
}
