import Testing

@testable import Sandbox

/// Webhooks on demand.
@Suite struct EventTests {
    private let clock = ManualTime()

    @Test(
        arguments: [
            (
                [
                    "field": "account_update", "event": "ACCOUNT_RESTRICTION",
                    "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING",
                    "expires_in_seconds": 3_600,
                ],
                [
                    "event": "ACCOUNT_RESTRICTION",
                    "restriction_info": [
                        [
                            "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING",
                            "expiration": 1_795_353_600,
                        ]
                    ],
                ]
            ),
            (
                [
                    "field": "account_update", "event": "ACCOUNT_VIOLATION",
                    "violation_type": "SCAM",
                ],
                ["event": "ACCOUNT_VIOLATION", "violation_info": ["violation_type": "SCAM"]]
            ),
            (
                ["field": "account_update", "event": "DISABLED_UPDATE", "ban_state": "REINSTATE"],
                [
                    "event": "DISABLED_UPDATE",
                    "ban_info": [
                        "waba_ban_state": "REINSTATE", "waba_ban_date": "November 22, 2026",
                    ],
                ]
            ),
            (
                [
                    "field": "account_update", "event": "DISABLED_UPDATE",
                    "ban_state": "SCHEDULE_FOR_DISABLE", "ban_date": "January 2, 2027",
                ],
                [
                    "event": "DISABLED_UPDATE",
                    "ban_info": [
                        "waba_ban_state": "SCHEDULE_FOR_DISABLE",
                        "waba_ban_date": "January 2, 2027",
                    ],
                ]
            ),
            (
                ["field": "account_update", "event": "PARTNER_REMOVED"],
                [
                    "event": "PARTNER_REMOVED",
                    "waba_info": [
                        "waba_id": "700000000000001", "owner_business_id": "600000000000004",
                    ],
                ]
            ),
            (
                ["field": "account_update", "event": "ACCOUNT_OFFBOARDED"],
                [
                    "event": "ACCOUNT_OFFBOARDED",
                    "waba_info": [
                        "waba_id": "700000000000001", "owner_business_id": "600000000000004",
                    ],
                ]
            ),
            (
                [
                    "field": "phone_number_quality_update", "event": "THROUGHPUT_UPGRADE",
                    "max_daily_conversations_per_business": "TIER_UNLIMITED",
                ],
                [
                    "display_phone_number": "15550100200", "event": "THROUGHPUT_UPGRADE",
                    "max_daily_conversations_per_business": "TIER_UNLIMITED",
                ]
            ),
            (
                [
                    "field": "business_capability_update",
                    "max_daily_conversations_per_business": -1,
                    "max_phone_numbers_per_waba": 25,
                ],
                ["max_daily_conversations_per_business": -1, "max_phone_numbers_per_waba": 25]
            ),
            (
                ["field": "account_alerts", "value": ["alert_severity": "INFORMATIONAL"]],
                ["alert_severity": "INFORMATIONAL"]
            ),
        ] as [(JSON, JSON)])
    func tellsOfAccountsAndNumbers(request: JSON, value: JSON) async throws {
        let post = try await tell(request)

        #expect(try post.change["field"] == request["field"])
        #expect(try post.value == value)
        #expect(try post.entry["time"] == 1_795_350_000)
    }

    @Test func tellsOfACustomersPreference() async throws {
        let post = try await tell([
            "field": "user_preferences", "from": "+4915550100300", "preference": "stop",
        ])

        let preference = try post.value["user_preferences"]?.array?.first
        #expect(preference?["wa_id"] == .string(Fixture.recipient))
        #expect(preference?["category"] == "marketing_messages")
        #expect(preference?["value"] == "stop")
        #expect(preference?["timestamp"] == 1_795_350_000)
    }

    @Test func tellsWhatACustomerWrites() async throws {
        let post = try await tell([
            "field": "messages", "from": .string(Fixture.recipient), "text": "STOP",
        ])

        let message = try post.value["messages"]?.array?.first
        #expect(message?["from"] == .string(Fixture.recipient))
        #expect(message?["type"] == "text")
        #expect(message?["text"]?["body"] == "STOP")
        #expect(message?["timestamp"] == "1795350000")
        #expect(message?["id"]?.string?.hasPrefix("wamid.") == true)
        #expect(message?["context"] == nil)
        #expect(try post.entry["time"] == nil)
    }

    @Test func tellsOfATapWithTheMessageItAnswers() async throws {
        let post = try await tell([
            "field": "messages", "from": .string(Fixture.recipient), "wamid": "wamid.X",
            "button": ["payload": "DISPUTE:8842", "text": "Einspruch"],
        ])

        let message = try post.value["messages"]?.array?.first
        #expect(message?["type"] == "button")
        #expect(message?["button"] == ["payload": "DISPUTE:8842", "text": "Einspruch"])
        #expect(message?["context"] == ["from": "15550100200", "id": "wamid.X"])
    }

    @Test func tellsAStatusOfAMessageThatNobodySent() async throws {
        let post = try await tell([
            "field": "messages", "from": .string(Fixture.recipient), "wamid": "wamid.X",
            "status": "failed", "callback_data": "a1", "error_code": 131_049,
        ])

        let status = try post.statuses.first
        #expect(status?["id"] == "wamid.X")
        #expect(status?["biz_opaque_callback_data"] == "a1")
        #expect(status?["errors"]?.array?.first?["code"] == 131_049)
    }

    @Test func tellsAnErrorOfTheSystem() async throws {
        let value = try await tell(["field": "messages", "error_code": 131_000]).value

        #expect(value["errors"]?.array?.first?["code"] == 131_000)
        #expect(value["statuses"] == nil)
    }

    @Test func tellsLater() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post(
            "/sandbox/events",
            ["field": "x", "value": ["a": 1], "after_seconds": 7_200])

        #expect(await platform.acknowledgeAll(clock, within: .seconds(7_199)).isEmpty)
        let post = try #require(await platform.acknowledgeAll(clock).first)

        #expect(try post.entry["time"] == 1_795_357_200)
    }

    @Test func mixesMessagesAndStatusesInOnePost() async throws {
        let platform = try await Platform.told(clock) { $0.webhooks.batchMax = 10 }
        _ = await platform.send(Fixture.message)
        clock.advance(by: .milliseconds(50))
        _ = await platform.post(
            "/sandbox/events",
            ["field": "messages", "from": .string(Fixture.recipient), "text": "thanks"])

        let post = try #require(await platform.takeWebhookWork().deliveries.first)

        let value = try post.value
        #expect(value["messages"]?.array?.count == 1)
        #expect(value["statuses"]?.array?.count == 1)
    }

    @Test(
        arguments: [
            [:], ["field": "account_alerts"], ["field": "account_update"],
            ["field": "account_update", "event": "X", "colour": "red"],
            ["field": "business_capability_update"], ["field": "x", "value": 1],
            ["field": "user_preferences", "from": "4915550100300", "preference": "pause"],
            ["field": "user_preferences", "preference": "stop"],
            ["field": "messages"], ["field": "messages", "from": "x", "text": "y"],
            ["field": "messages", "from": "4915550100300"],
            ["field": "messages", "from": "4915550100300", "button": ["text": "Yes"]],
            ["field": "messages", "from": "4915550100300", "status": "read"],
            ["field": "x", "value": [:], "waba_id": "5"],
            ["field": "x", "value": [:], "phone_number_id": "5"],
            ["field": "x", "value": [:], "after_seconds": "soon"],
        ] as [JSON])
    func refusesWhatCannotBeTold(request: JSON) async throws {
        let platform = try await Platform.told(clock)

        let answer = await platform.post("/sandbox/events", request)

        #expect(answer.error != nil)
        #expect(await platform.acknowledgeAll(clock).isEmpty)
    }

    private func tell(_ request: JSON) async throws -> DeliveryJob {
        let platform = try await Platform.told(clock)
        let answer = await platform.post("/sandbox/events", request)
        try #require(answer.status == 200, "\(answer.body)")
        return try #require(await platform.acknowledgeAll(clock).first)
    }
}
