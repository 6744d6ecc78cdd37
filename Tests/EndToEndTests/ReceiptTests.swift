import AsyncHTTPClient
import Crypto
import Foundation
import LocalEnvironment
import Messages
import NIOCore
import NIOHTTP1
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// What Meta tells by webhook, and what a person decides.
    struct ReceiptTests {
        @Test func followsAMessageUntilItIsRead() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture(sandboxOptions: ["--read-receipts"]) {
                    fixture in
                    try await fixture.enable("s-1")
                    let answer = try await fixture.notify("s-1", .paid)
                    #expect(answer.outcome == .queued)

                    let read = try await fixture.notification(of: "s-1", .paid, once: .read)
                    #expect(read.status == .read)
                    #expect(read.notificationID == answer.notificationID)
                    #expect(read.attempts.count == 1)
                    #expect(
                        read.attempts.first?.receipts.map(\.status) == [
                            "sent", "delivered", "read",
                        ])

                    let messages = try await fixture.messages(of: read)
                    #expect(
                        messages.map(\.rendered.text) == [
                            "Thank you \u{2068}Noura\u{2069}, we received \u{2068}14.000 KWD\u{2069} "
                                + "for order \u{2068}s-1\u{2069}."
                        ])
                    #expect(messages.map(\.rendered.text) == read.attempts.map(\.renderedText))
                    let tally = try await fixture.tally(["s-1"])
                    #expect(tally.isClean && tally.sent == 1, "\(tally)")
                }
            }
        }

        @Test func holdsWhatAPausedTemplateWouldSayUntilItIsApprovedAgain() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    try await fixture.setStatus("PAUSED", ofTemplate: "payment_canceled")
                    let isKnown = try await eventually {
                        try await fixture.statuses(ofTemplate: "payment_canceled") == [.paused]
                    }
                    #expect(isKnown)
                    try await fixture.enable("held")
                    try await fixture.enable("free")
                    let held = try await fixture.notify("held", .canceled)
                    #expect(held.outcome == .held)
                    #expect(held.reason == .templatePaused)

                    // A later one of another template overtakes it.
                    try await fixture.notify("free", .paid)
                    let free = try await fixture.notification(of: "free", .paid, once: .delivered)
                    #expect(free.status == .delivered)
                    let waiting = try await fixture.notification(of: "held", .canceled, once: .held)
                    #expect(waiting.status == .held)
                    #expect(waiting.attempts.isEmpty)

                    try await fixture.setStatus("APPROVED", ofTemplate: "payment_canceled")
                    let gone = try await fixture.notification(
                        of: "held", .canceled, once: .delivered)
                    #expect(gone.status == .delivered)
                    let tally = try await fixture.tally(["held", "free"])
                    #expect(tally.isClean && tally.sent == 2, "\(tally)")
                }
            }
        }

        @Test func letsAPersonReleaseOrCancelWhatIsHeld() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    let released = try await fixture.holdForAPerson("released")
                    let cancelled = try await fixture.holdForAPerson("cancelled")

                    try await fixture.type("notifications", "release", released)
                    try await fixture.type("notifications", "cancel", cancelled)

                    let sent = try await fixture.notification(
                        of: "released", .paid, once: .delivered)
                    #expect(sent.status == .delivered)
                    let withdrawn = try await fixture.notification(
                        of: "cancelled", .paid, once: .cancelled)
                    #expect(withdrawn.status == .cancelled)
                    #expect(withdrawn.attempts.isEmpty)
                    let tally = try await fixture.tally(["released", "cancelled"])
                    #expect(tally.isClean && tally.sent == 3, "two canceled, one paid: \(tally)")
                }
            }
        }

        @Test func answersAWebhookWithABadSignatureWith401AndChangesNothing() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    try await fixture.enable("s-1")
                    try await fixture.notify("s-1", .paid)
                    _ = try await fixture.notification(of: "s-1", .paid, once: .delivered)
                    let before = try await fixture.timeline(of: "s-1")
                    let body = try Self.readReceipt(for: #require(before.notifications.first))
                    let wrong = "sha256=" + String(repeating: "0", count: 64)
                    for signature in [wrong, "sha256=", "", nil] {
                        #expect(try await fixture.webhook(body, signature: signature) == 401)
                    }
                    #expect(try await fixture.timeline(of: "s-1") == before)

                    // The same bytes with a good signature do change it.
                    #expect(
                        try await fixture.webhook(body, signature: Self.signature(of: body)) == 200)
                    let after = try await fixture.notification(of: "s-1", .paid, once: .read)
                    #expect(after.status == .read)
                }
            }
        }

        /// A webhook that says that the customer read the message.
        private static func readReceipt(for notification: Messages.Notification) -> String {
            let account = SandboxAccount.usual
            return #"""
                {"object":"whatsapp_business_account","entry":[{"id":"\#(account.wabaID)","changes":[
                {"field":"messages","value":{"messaging_product":"whatsapp","metadata":
                {"phone_number_id":"\#(account.phoneNumberID)"},"statuses":[{"id":"wamid.x","status":
                "read","timestamp":"1795362301","recipient_id":"96550001234",
                "biz_opaque_callback_data":"\#(notification.attempts.last?.token ?? "")"}]}}]}]}
                """#
        }

        private static func signature(of body: String) -> String {
            let key = SymmetricKey(data: Data(SandboxAccount.usual.appSecret.utf8))
            let code = HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key)
            return "sha256=" + code.map { String(format: "%02x", $0) }.joined()
        }
    }
}

extension MerchantFixture {
    /// Does at Meta's what makes a template's status change.
    fileprivate func setStatus(_ status: String, ofTemplate name: String) async throws {
        struct Templates: Decodable {
            struct Template: Decodable { var id, name: String }
            var data: [Template]
        }
        let account = SandboxAccount.usual
        let list = try await sandbox.get(
            "/v26.0/\(account.wabaID)/message_templates?name=\(name)"
                + "&access_token=\(account.accessToken)")
        let found = try JSONDecoder().decode(Templates.self, from: list).data
        try #require(found.count == 2, "one for each language")
        for template in found {
            try await sandbox.post(
                "/sandbox/templates/\(template.id)/status", ["status": status])
        }
    }

    /// What the daemon knows of the template, for all its bindings.
    fileprivate func statuses(ofTemplate name: String) async throws -> Set<TemplateStatus> {
        let all = try await notifications.listTemplates(
            ListTemplatesRequest(merchantID: Self.merchantID))
        return Set(all.bindings.filter { $0.name == name }.map(\.status))
    }

    /// A session that was closed and then paid; the id of the notification that waits.
    fileprivate func holdForAPerson(_ session: String) async throws -> String {
        try await enable(session)
        try await notify(session, .canceled)
        let first = try await notification(of: session, .canceled, once: .delivered)
        #expect(first.status == .delivered)
        let held = try await notify(session, .paid)
        #expect(held.outcome == .held)
        #expect(held.reason == .illegalTransition)
        return held.notificationID
    }

    /// Types a command that must go well.
    fileprivate func type(_ command: String...) async throws {
        let ended = try await programs.run(
            "paynotify", command + ["--merchant", Self.merchantID, "--server", server])
        #expect(ended.status == 0, "\(ended.output)")
    }

    /// Posts to the merchant's webhook; the answer's status.
    fileprivate func webhook(_ body: String, signature: String?) async throws -> UInt {
        let registered = try await merchants.listAuthenticators(
            ListAuthenticatorsRequest(merchantID: Self.merchantID)
        ).authenticators
        var request = HTTPClientRequest(url: gateway + (try #require(registered.first)).webhookPath)
        request.method = .POST
        if let signature { request.headers.add(name: "X-Hub-Signature-256", value: signature) }
        request.body = .bytes(ByteBuffer(string: body))
        return try await HTTPClient.shared.execute(request, timeout: .seconds(10)).status.code
    }
}
