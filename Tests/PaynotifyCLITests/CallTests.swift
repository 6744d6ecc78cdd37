import TestKit
import Testing

struct CallTests {
    @Test func callsAnyMethodWithJSON() async throws {
        try await World.run { world in
            try await world.prepareMerchant()
            var terminal = world.terminal
            try world.folder.write(#"{"merchantId": "acme"}"#, to: "request.json")
            try await terminal.type("call", "grpc.health.v1.Health/Check")
            try await terminal.type("call", "Merchants/GetMerchant", "-d", "@request.json")
            try await terminal.type(
                "call", "Merchants/GetMerchant", "-d", "@-", input: #"{"merchant_id": "nobody"}"#)
            try await terminal.type(
                "call", "paynotify.v1.Notifications/ListNotifications", "--data",
                #"{"merchantId": "acme", "pageSize": 3, "status": "NOTIFICATION_STATUS_HELD"}"#)
            try Golden.expect("call", terminal.transcript)
        }
    }

    @Test func refusesWhatIsNoRequestBeforeAnythingIsSent() async throws {
        let folder = try TemporaryFolder()
        var terminal = Terminal("127.0.0.1:1", in: folder)
        try await terminal.type("call", "Merchant/GetMerchant")
        for data in [
            #"{"merchant": "acme"}"#, #"{"merchantId": "acme""#, #"{"merchantId": "#, "",
            #"["acme"]"#, #"{"merchantId": 3.5}"#, "@missing",
        ] {
            try await terminal.type("call", "Merchants/GetMerchant", "-d", data)
        }
        try Golden.expect("call-refused", terminal.transcript)
        #expect(terminal.transcript.matches(of: /\[exit 64\]/).count == 8)
    }
}
