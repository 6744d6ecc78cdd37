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

    // MARK: Erasures

    private static let erasure = Notifications.Erasure(
        id: ErasureID(rawValue: "e-1"), merchant: MerchantID(rawValue: "shop"),
        actor: ActorName(rawValue: "mona"), status: .finished,
        found: .init(sessions: 3, notifications: 2, withdrawn: 1),
        createdAt: Timestamp(milliseconds: 1_000), updatedAt: Timestamp(milliseconds: 2_000))
    private static let shownErasure = Messages.Erasure(
        erasureID: "e-1", status: .finished, sessions: 3, notifications: 2, withdrawn: 1,
        actor: "mona", createdAtMilliseconds: 1_000, updatedAtMilliseconds: 2_000)

    @Test func eraseRecipientBecomesItsCommandAndItsReply() async throws {
        // given
        let store = ScriptedStore { _ in .success(.erasure(Self.erasure)) }
        let request = EraseRecipientRequest(merchantID: "shop", phone: "12345678", actor: "mona")
        // when
        let response = try await Bench(store).call(.eraseRecipient, request)
        // then
        guard case .erase(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.phone == "12345678")
        #expect(command.actor.rawValue == "mona")
        #expect(response.erasure == Self.shownErasure)
    }

    @Test func showsAnErasureAndSaysThatThereIsNone() async throws {
        let request = GetErasureRequest(merchantID: "shop", erasureID: "e-1")
        let response = try await Bench(ScriptedStore(.init(erasure: .found(Self.erasure))))
            .call(.getErasure, request)
        #expect(response.erasure == Self.shownErasure)
        let status = await Bench(ScriptedStore()).refusal(.getErasure, request)
        #expect(status?.code == .notFound)
        #expect(status?.reason == "ERASURE_NOT_FOUND")
    }

    @Test func namesTheFieldsOfABadErasure() async {
        let bench = Bench(ScriptedStore())
        let begun = await bench.refusal(.eraseRecipient, EraseRecipientRequest())
        #expect(begun?.fieldViolations.map(\.field) == ["merchant_id", "actor"])
        let asked = await bench.refusal(.getErasure, GetErasureRequest(merchantID: "shop"))
        #expect(asked?.fieldViolations.map(\.field) == ["erasure_id"])
    }
}
