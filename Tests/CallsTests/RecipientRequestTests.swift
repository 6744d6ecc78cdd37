import Calls
import Messages
import Notifications
import RPC
import Testing

struct RecipientRequestTests {
    private static let phone = PhoneNumber(checkedE164: "+96512345678")
    private static let word = Notifications.OptOut(
        category: .marketing, isOptedOut: true, source: .meta,
        changedAt: Timestamp(milliseconds: 1_000))
    private static let shown = Messages.Recipient(
        phoneMasked: "+965••••5678",
        optOuts: [
            Messages.OptOut(
                category: .marketing, optedOut: true, source: .meta, changedAtMilliseconds: 1_000)
        ])

    private static let request = SetOptOutRequest(
        merchantID: "shop", phone: "12345678", optedOut: true, category: .marketing,
        actor: "mona", source: .person)

    @Test func setOptOutBecomesItsCommandAndItsReply() async throws {
        // given
        let recipient = Notifications.Recipient(phone: Self.phone, optOuts: [Self.word])
        let store = ScriptedStore { _ in .success(.recipient(recipient)) }
        // when
        let response = try await Bench(store).call(.setOptOut, Self.request)
        // then
        guard case .setOptOut(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.phone == "12345678")
        #expect(command.isOptedOut)
        #expect(command.category == .marketing)
        #expect(command.source == .person)
        #expect(command.actor.rawValue == "mona")
        #expect(response.recipient == Self.shown)
    }

    @Test func showsARecipientByItsCompletedNumber() async throws {
        // given
        let bench = Bench(ScriptedStore(.init(merchant: Sample.merchant, optOuts: [Self.word])))
        // when
        let response = try await bench.call(
            .getRecipient, GetRecipientRequest(merchantID: "shop", phone: "12345678"))
        // then
        #expect(response.recipient == Self.shown)
    }

    @Test func refusesABadPhoneInAQuestion() async {
        // given
        let bench = Bench(ScriptedStore(.init(merchant: Sample.merchant)))
        // when
        let status = await bench.refusal(
            .getRecipient, GetRecipientRequest(merchantID: "shop", phone: "0512"))
        // then
        #expect(status?.code == .invalidArgument)
        #expect(status?.fieldViolations.map(\.field) == ["phone"])
    }

    @Test func listsOptOutsByPages() async throws {
        // given
        let page = OptOutPage(
            recipients: [Notifications.Recipient(phone: Self.phone, optOuts: [Self.word])],
            next: 17)
        let bench = Bench(ScriptedStore(.init(optOutPage: page)))
        // when
        let response = try await bench.call(
            .listOptOuts, ListOptOutsRequest(merchantID: "shop", pageToken: "n20"))
        // then
        #expect(response.recipients == [Self.shown])
        #expect(response.nextPageToken == "n17")
    }

    @Test func answersNotFoundForAnUnknownMerchant() async {
        let bench = Bench(ScriptedStore())

        let statuses = [
            await bench.refusal(
                .getRecipient, GetRecipientRequest(merchantID: "x", phone: "+96512345678")),
            await bench.refusal(.listOptOuts, ListOptOutsRequest(merchantID: "x")),
        ]

        #expect(statuses.allSatisfy { $0?.reason == "MERCHANT_NOT_FOUND" })
    }

    @Test(arguments: [
        ("merchant_id", Sample.with(request) { $0.merchantID = "" }),
        ("category", Sample.with(request) { $0.category = .unspecified }),
        ("actor", Sample.with(request) { $0.actor = "" }),
        ("source", Sample.with(request) { $0.source = .reply }),
    ])
    func namesTheFieldThatBreaksARule(field: String, request: SetOptOutRequest) async {
        let status = await Bench(ScriptedStore()).refusal(.setOptOut, request)

        #expect(status?.fieldViolations.map(\.field) == [field])
    }

    @Test(arguments: [
        ("page_size", ListOptOutsRequest(merchantID: "shop", pageSize: 501)),
        ("page_token", ListOptOutsRequest(merchantID: "shop", pageToken: "17")),
    ])
    func namesTheFieldOfABadPage(field: String, request: ListOptOutsRequest) async {
        let status = await Bench(ScriptedStore()).refusal(.listOptOuts, request)

        #expect(status?.fieldViolations.map(\.field) == [field])
    }
}
