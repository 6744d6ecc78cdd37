import LocalEnvironment
import Messages
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// What customers say of the messages that they get.
    struct ConsentTests {
        @Test func sendsNothingToACustomerWhoWroteStopUntilTheyWriteStart() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture { fixture in
                    try await fixture.enable("s-1")
                    #expect(try await fixture.hears("STOP", isOptedOut: true))
                    let stopped = try await fixture.notify("s-1", .created)
                    #expect(stopped.outcome == .suppressed)
                    #expect(stopped.reason == .optedOut)

                    #expect(try await fixture.hears("ابدأ", isOptedOut: false))
                    let paid = try await fixture.notify("s-1", .paid)
                    #expect(paid.outcome == .queued)
                    _ = try await fixture.notification(of: "s-1", .paid, once: .delivered)
                    #expect(try await fixture.sandbox.messages().count == 1)
                }
            }
        }
    }
}

extension MerchantFixture {
    /// Lets the customer of every session write, and tells whether the daemon has heard it.
    ///
    /// Written again after a second: of two words in one second the one counts that stops.
    fileprivate func hears(_ text: String, isOptedOut: Bool) async throws -> Bool {
        let recipients = RecipientsClient(try RPCClient(server))
        for _ in 0..<20 {
            try await sandbox.post(
                "/sandbox/events", ["field": "messages", "from": "96550001234", "text": text])
            let isHeard = try await eventually(within: .seconds(1)) {
                let answer = try await recipients.getRecipient(
                    GetRecipientRequest(merchantID: Self.merchantID, phone: "+96550001234"))
                return answer.recipient.optOuts.first?.optedOut == isOptedOut
            }
            if isHeard { return true }
        }
        return false
    }
}
