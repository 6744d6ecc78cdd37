import Foundation
import LocalEnvironment
import Testing

@testable import PaynotifyDemo

/// A session whose customer gets no message, and what the command line must say of it.
struct Silent: Sendable, CustomTestStringConvertible {
    let session: String
    /// The states that it is enabled for; nil: it is not enabled.
    var selected: [String]?
    var plugin = "payment_request"
    var language = "en"
    var customer = "Noura"
    /// What it is told of, in order; only the last is to be explained.
    let told: [String]
    /// Options of the last call.
    var options: [String] = []
    let outcome: String
    let reason: String
    /// What its reader can do, or has to know.
    let fix: String

    var testDescription: String { session }

    static let all = [
        Silent(
            session: "not-enabled", selected: nil, told: ["paid"], outcome: "suppressed",
            reason: "NOT_ENABLED", fix: "EnableNotifications. Call it, then repeat"),
        Silent(
            session: "not-selected", selected: ["failed"], told: ["paid"], outcome: "suppressed",
            reason: "STATE_NOT_SELECTED", fix: "Call EnableNotifications with it, then repeat"),
        Silent(
            session: "no-template", selected: ["expired"], told: ["expired"],
            outcome: "suppressed", reason: "NO_TEMPLATE", fix: "Call RegisterTemplate"),
        Silent(
            session: "other-language", selected: ["paid"], language: "ar", told: ["paid"],
            outcome: "suppressed", reason: "LANGUAGE_MISSING",
            fix: "Call RegisterTemplate in that language, or set the merchant's fallback"),
        Silent(
            session: "nameless", selected: ["paid"], customer: "", told: ["paid"],
            outcome: "suppressed", reason: "VARIABLE_MISSING", fix: "customer_name"),
        Silent(
            session: "unverified", selected: ["paid"], told: ["paid"], outcome: "held",
            reason: "TEMPLATE_UNVERIFIED", fix: "waits for the template payment_paid"),
        Silent(
            session: "refunded", selected: ["paid"], told: ["refunded"], outcome: "suppressed",
            reason: "OPERATION_STATE", fix: "email and SMS do"),
        Silent(
            session: "pending", selected: ["paid"], told: ["pending"], outcome: "suppressed",
            reason: "STATE_NOT_SUPPORTED", fix: "No WhatsApp notification exists"),
        Silent(
            session: "stale", selected: ["failed"], told: ["paid", "failed"],
            outcome: "suppressed", reason: "STALE", fix: "has moved on to paid"),
        Silent(
            session: "illegal", selected: ["authorized"], told: ["paid", "authorized"],
            outcome: "suppressed", reason: "ILLEGAL_TRANSITION", fix: "check which of the two"),
        Silent(
            session: "shop", selected: ["paid"], plugin: "e_commerce", told: ["created"],
            outcome: "suppressed", reason: "PLUGIN_PHASE_UNAVAILABLE",
            fix: "The plugin e-commerce has no notification for created"),
        Silent(
            session: "late", selected: ["paid"], told: ["paid"],
            options: ["--occurred-at", "2020-01-31T12:00:00Z"], outcome: "suppressed",
            reason: "ALREADY_EXPIRED", fix: "comes too late to be sent"),
    ]
}

/// `paynotify session show` tells of every silence why, and what would mend it.
struct ExplainTests {
    @Test func namesReasonAndFixOfEachSessionThatGotNoMessage() async throws {
        try await ProgramFolder.with { programs in
            try await programs.withDaemon { _, server in
                let desk = Desk(programs: programs, server: server)
                try await desk.openShop()
                for silent in Silent.all {
                    try await desk.play(silent)
                    try await desk.expectExplanation(of: silent)
                    try await desk.expectExplanationForMachines(of: silent)
                }
            }
        }
    }
}

/// Somebody who types commands.
private struct Desk {
    let programs: ProgramFolder
    let server: String

    /// Types a command that must go well.
    @discardableResult
    private func type(_ command: String...) async throws -> String { try await type(command) }

    @discardableResult
    private func type(_ command: [String]) async throws -> String {
        let ended = try await programs.run(
            "paynotify", command + ["--merchant", "shop", "--server", server])
        try #require(ended.status == 0, "\(command): \(ended.output)")
        return ended.output
    }

    /// A merchant with an account and one template, for paid in English, that nobody can verify.
    func openShop() async throws {
        let secret = programs.folder.appendingPathComponent("secret")
        try Data("0123456789abcdef\n".utf8).write(to: secret)
        try await type(
            "merchant", "set", "--display-name", "The Shop", "--time-zone", "Asia/Kuwait",
            "--language", "en", "--language", "ar")
        try await type(
            "authenticator", "register", "--phone-number-id", "800000000000002", "--waba-id",
            "700000000000001", "--access-token-file", secret.path, "--app-secret-file",
            secret.path, "--verify-token-file", secret.path)
        try await type(
            "template", "register", "--name", "payment_paid", "--language", "en", "--plugin",
            "payment_request", "--state", "paid", "--body",
            "Dear {{1}}, we have received your payment. Thank you very much.", "--variable",
            "body.1=customer_name")
    }

    func play(_ silent: Silent) async throws {
        if let selected = silent.selected {
            let states = selected.flatMap { ["--state", $0] }
            let customer = silent.customer.isEmpty ? [] : ["--customer-name", silent.customer]
            try await type(
                [
                    "notifications", "enable", "--session", silent.session, "--plugin",
                    silent.plugin, "--phone", "+96550001234", "--language", silent.language,
                ] + states + customer)
        }
        for state in silent.told {
            let options = state == silent.told.last ? silent.options : []
            try await type(
                ["state", "notify", "--session", silent.session, "--state", state] + options)
        }
    }

    func expectExplanation(of silent: Silent) async throws {
        let shown = try await type("session", "show", silent.session)
        let lines = shown.components(separatedBy: "\n")
        let heading = try #require(lines.firstIndex(of: "No message was sent:"), "\(shown)")
        let explanations = lines[(heading + 1)...].prefix { $0.hasPrefix("  ") }
        #expect(explanations.count == silent.told.count, "\(shown)")
        let last = try #require(explanations.last)
        #expect(last.hasPrefix("  \(silent.told[silent.told.count - 1]): \(silent.reason). "))
        #expect(last.contains(silent.fix))
        #expect(lines.contains { $0.hasSuffix("\(silent.outcome), \(silent.reason)") })
    }

    func expectExplanationForMachines(of silent: Silent) async throws {
        struct Timeline: Decodable {
            struct Change: Decodable { var state, outcome, reason, message: String }
            struct Notification: Decodable { var status: String }
            var stateChanges: [Change]
            var notifications: [Notification]
        }
        let shown = try await type("session", "show", silent.session, "--json")
        let timeline = try JSONDecoder().decode(Timeline.self, from: Data(shown.utf8))
        let last = try #require(timeline.stateChanges.last)
        #expect(last.state == silent.told.last.map { "PAYMENT_STATE_\($0.uppercased())" })
        #expect(last.outcome == "OUTCOME_\(silent.outcome.uppercased())")
        #expect(last.reason == "REASON_\(silent.reason)")
        #expect(last.message.contains(silent.fix))
        let held = silent.outcome == "held" ? ["NOTIFICATION_STATUS_HELD"] : []
        #expect(timeline.notifications.map(\.status) == held)
    }
}
