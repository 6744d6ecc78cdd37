import ArgumentParser
import Testing

@testable import Sandbox

@Suite struct SandboxCommandTests {
    @Test func startsWithTheDefaultsOfTheREADME() throws {
        let command = try SandboxCommand.parse([])

        #expect(command.host == "127.0.0.1")
        #expect(command.port == 8_081)
        #expect(command.options == PlatformOptions())
    }

    @Test func takesEveryOption() throws {
        let options = try SandboxCommand.parse([
            "--waba", "7", "--phone-number-id", "8", "--display-phone-number", "15550100999",
            "--access-token", "t", "--app-secret", "s", "--verify-token", "v", "--namespace", "n",
            "--webhook-url", "http://localhost:1/h", "--read-receipts",
            "--status-delay-milliseconds", "7", "--no-auto-approve", "--ignore-namespace",
            "--messages-per-second", "20", "--no-pair-limit", "--management-calls-per-hour", "200",
            "--recipients-per-day", "unlimited", "--seed", "9", "--latency-p50-milliseconds", "150",
            "--latency-p99-milliseconds", "2000", "--magic-recipients", "--rewrite-wa-ids",
        ]).options

        #expect(
            options.seed
                == AccountSeed(
                    wabaID: "7", phoneNumberID: "8", displayPhoneNumber: "15550100999",
                    accessToken: "t", appSecret: "s", verifyToken: "v", namespace: "n",
                    webhookURL: "http://localhost:1/h"))
        #expect(options.sendsReadReceipts)
        #expect(!options.approvesTemplates)
        #expect(options.allowsNamespace)
        #expect(options.statusDelay == .milliseconds(7))
        #expect(options.randomSeed == 9)
        #expect(
            try options.latency == Latency(p50: .milliseconds(150), p99: .milliseconds(2_000)))
        #expect(options.hasMagicRecipients)
        #expect(options.rewritesWaIDs)
        #expect(
            options.limits
                == LimitSettings(
                    number: NumberLimits(messagesPerSecond: .upTo(20), isPairLimited: false),
                    managementCallsPerHour: .upTo(200), recipientsPerDay: .unlimited))
    }

    @Test func takesTheOptionsAboutAppsAndAccounts() throws {
        let options = try SandboxCommand.parse([
            "--app-id", "95", "--require-app-secret", "--not-subscribed",
            "--number", "81=15550100281", "--number", "82=15550100282",
            "--account", #"{"waba_id":"71","phone_number_id":"83","app_secret":"x"}"#,
            "--wa-ids", #"{"numbers":{"+96550001234":"96599999999"}}"#,
        ]).options

        #expect(options.seed.appID == "95")
        #expect(!options.seed.isSubscribed)
        #expect(options.requiresAppSecret)
        #expect(options.furtherAccounts.map(\.phoneNumberID) == ["81", "82", "83"])
        #expect(options.furtherAccounts.map(\.wabaID) == [Fixture.wabaID, Fixture.wabaID, "71"])
        #expect(options.waIDs.waID(of: "96550001234") == "96599999999")
    }

    @Test func hasWhatItsOptionsNameFromTheStartAndAfterAReset() async throws {
        let platform = try Platform(
            try SandboxCommand.parse([
                "--app-id", "95", "--number", "81=15550100281",
                "--account", #"{"waba_id":"71","phone_number_id":"83","app_secret":"x"}"#,
            ]).options)
        let start = await platform.get("/sandbox/accounts").body
        _ = await platform.post("/sandbox/apps", ["app_id": "96", "secret": "s"])
        _ = await platform.post("/sandbox/wa-ids", ["countries": ["MX"]])
        _ = await platform.post("/sandbox/customers/4915550100300/hide")

        _ = await platform.post("/sandbox/reset")

        let accounts = try #require(start["accounts"]?.array)
        #expect(accounts.map { $0["waba_id"] } == [.string(Fixture.wabaID), "71"])
        #expect(accounts[0]["phone_numbers"]?.array?.count == 2)
        #expect(accounts.map { $0["app_id"] == "95" } == [true, false])
        #expect(await platform.get("/sandbox/accounts").body == start)
        #expect(await platform.directory.apps["96"] == nil)
        #expect(await platform.waIDs == WaIDRules())
        #expect(await platform.customers.waIDs.isEmpty)
    }

    @Test func switchesAllLimitsOff() throws {
        let command = try SandboxCommand.parse(["--unthrottled", "--time-scale", "100"])

        #expect(command.options.limits == .unthrottled)
        #expect(command.timeScale == 100)
    }

    @Test func takesTheOptionsAboutWebhooks() throws {
        let options = try SandboxCommand.parse([
            "--natural-delays", "--receipts", #"{"rules":[{"shape":"v23"}],"seed":3}"#,
            "--webhook-batch", "9", "--webhook-gap-seconds", "60", "--review-seconds", "30",
        ]).options

        #expect(options.delays == .natural)
        #expect(options.receipts.seed == 3)
        #expect(options.reviewTime == .seconds(30))
        #expect(options.receipts.rules.map(\.form.hasConversation) == [true])
        #expect(
            options.webhooks
                == WebhookOptions(batchMax: 9, window: .milliseconds(20), gapMax: .seconds(60)))
    }

    @Test(arguments: [
        (["--webhook-batch", "0"], "not 1 to 1000"),
        (["--webhook-batch", "1001"], "not 1 to 1000"),
        (["--webhook-window-milliseconds", "60001"], "not 0 to 60000"),
        (["--review-seconds=-1"], "not 0 to 2592000"),
        (["--webhook-gap-seconds", "0"], "not 1 to 86400"),
        (["--receipts", "[]"], "The value '[]' is invalid"),
        (["--host", "0.0.0.0"], "not a loopback address"),
        (["--host", "example.com"], "not a loopback address"),
        (["--port", "65536"], "not 0 to 65535"),
        (["--port=-1"], "not 0 to 65535"),
        (["--status-delay-milliseconds=-1"], "not 0 to 86400000"),
        (["--time-scale", "0"], "not 1 to 10000"),
        (["--messages-per-second", "0"], "invalid"),
        (["--latency-p99-milliseconds", "9"], "needs --latency-p50-milliseconds"),
        (["--latency-p50-milliseconds=0"], "must be above 0"),
        (["--waba", "x"], "must be 1 to 20 digits"),
        (["--waba", "1", "--phone-number-id", "1"], "is the id of an account"),
        (["--display-phone-number", "+49"], "must be 7 to 15 digits"),
        (["--webhook-url", "http://example.com/"], "not a loopback address"),
        (["--number", "81"], "The value '81' is invalid"),
        (["--number", "81=x"], "must be 7 to 15 digits"),
        (["--account", "{}"], "The value '{}' is invalid"),
        (["--account", #"{"waba_id":"71","phone_number_id":"x"}"#], "must be 1 to 20 digits"),
        (["--app-id", "x"], "must be 1 to 20 digits"),
        (["--wa-ids", "[]"], "The value '[]' is invalid"),
        (["--prot", "1"], "Did you mean '--port'?"),
    ])
    func refusesWhatItCannotRunWith(arguments: [String], message: String) {
        let error = #expect(throws: (any Error).self) { try SandboxCommand.parse(arguments) }

        #expect(error.map { SandboxCommand.fullMessage(for: $0).contains(message) } == true)
    }

    @Test func saysWhyItCannotListen() {
        let taken = CannotListen(address: "127.0.0.1:8081", errno: 98)

        #expect(taken.description == "cannot listen on 127.0.0.1:8081: the port is in use")
    }
}
