import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct TemplateNewsTests {
    private let place: StorePlace

    init() throws { place = try StorePlace() }

    private func event(_ event: String) -> Command {
        .recordTemplateEvent(
            TemplateEvent(
                accountID: Fixtures.authenticator.accountID, name: "order_update",
                templateLanguage: "en", event: event))
    }

    /// The binding of a payment request's states after the payment, in English.
    private func binding(in store: any Store) async throws -> TemplateBinding {
        let bindings = try #require(try await store.bindings(of: Fixtures.merchant.id))
        let key = BindingKey(
            plugin: .paymentRequest, scope: .phase(.postPayment), language: .english)
        return try #require(bindings.first { $0.key == key })
    }

    @Test(arguments: [("PAUSED", TemplateStatus.paused), ("APPROVED", .unverified)])
    func anAnswerThatAnEventOvertookIsNotBelieved(
        word: String, status: TemplateStatus
    ) async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            let asked = try await binding(in: store)

            _ = try await store.carryOut(event(word))
            try await store.verify(asked, as: .unapproved)
            #expect(try await binding(in: store).status == status)
            try await store.verify(asked, as: .approved)
            #expect(try await binding(in: store).status == status)

            try await store.verify(try await binding(in: store), as: .approved)
            #expect(try await binding(in: store).status == .approved)
        }
    }

    @Test func whoHasManyBindingsDoesNotKeepOthersFromBeingLookedAt() async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            try await store.prepare(
                MerchantID(rawValue: "other"), phoneNumberID: "800000000000003",
                approving: false)

            let waiting = try await store.unverifiedBindings(limit: 2)

            #expect(Set(waiting.map(\.account.phoneNumberID)).count == 2)
        }
    }

    @Test func tellsWhatIsNeitherApprovedNorUnverifiedPageByPage() async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            try await store.prepare(
                MerchantID(rawValue: "other"), phoneNumberID: "800000000000003",
                approving: false)
            let statuses: [TemplateStatus] = [.unapproved, .paused, .mismatch, .approved]
            var expected: Set<BindingID> = []
            for merchant in [Fixtures.merchant.id, MerchantID(rawValue: "other")] {
                let bindings = try #require(try await store.bindings(of: merchant))
                for (binding, status) in zip(bindings, statuses) {
                    try await store.verify(binding, as: status)
                    if status != .approved { expected.insert(binding.id) }
                }
            }

            let first = try await store.unapprovedBindings(limit: 2, offset: 0)
            let rest = try await store.unapprovedBindings(limit: 100, offset: 2)

            #expect(Set(first.map(\.account.phoneNumberID)).count == 2, "in turn")
            #expect(first.count + rest.count == expected.count)
            #expect(Set((first + rest).map(\.binding.id)) == expected)
        }
    }

    @Test(arguments: [TemplateStatus.unapproved, .paused, .mismatch])
    func theSameBodyOnceMoreAsksAboutWhatWasNotApproved(status: TemplateStatus) async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            for binding in try #require(try await store.bindings(of: Fixtures.merchant.id)) {
                try await store.verify(binding, as: status)
            }
            try await store.enable()
            let decision = try await store.notify(.paid)
            #expect(decision.outcome == .held)
            let asked = try await binding(in: store)
            let observer = RecordingObserver()
            store.observe(observer)

            let again = try await store.register(.paymentRequest, .english, asked.authenticator)

            #expect(again.allSatisfy { $0.status == .unverified && $0.version == asked.version })
            #expect(observer.events.map(\.hasUnverifiedBindings) == [true])
            let waiting = try await store.unverifiedBindings(limit: 100).map(\.binding)
            #expect(Set(waiting) == Set(again))
            #expect(try await store.dueInOpenQueues(at: Fixtures.now).isEmpty)
            for waiting in again { try await store.verify(waiting, as: .approved) }
            let due = try await store.dueInOpenQueues(at: Fixtures.now)
            #expect(due.map(\.reference.notification) == [decision.notification])
        }
    }

    @Test func templatesAreLookedAtAgainInAnotherAccount() async throws {
        try await place.withPrepared { store in
            let asked = try await binding(in: store)
            let observer = RecordingObserver()
            store.observe(observer)

            try await registerAuthenticator(of: Fixtures.authenticator.accountID, in: store)
            #expect(try await binding(in: store) == asked)
            try await registerAuthenticator(of: "700000000000009", in: store)

            #expect(try await binding(in: store).status == .unverified)
            #expect(observer.events.contains { $0.hasUnverifiedBindings })
            let accounts = try await store.unverifiedBindings(limit: 100).map(\.account.accountID)
            #expect(Set(accounts) == ["700000000000009"])
        }
    }

    /// Registers the authenticator in the account, with another token, or one like it.
    private func registerAuthenticator(
        of account: String, number: String = Fixtures.authenticator.phoneNumberID.rawValue,
        in store: any Store
    ) async throws {
        let like = Fixtures.authenticator
        _ = try await store.carryOut(
            .registerAuthenticator(
                RegisterAuthenticator(
                    merchant: like.merchant, phoneNumberID: PhoneNumberID(rawValue: number),
                    accountID: account, accessToken: Secret("another"), appSecret: like.appSecret,
                    verifyToken: like.verifyToken, templateNamespace: nil)))
    }

    @Test func aTemplateOfAnotherAccountIsNotPausedWithItsNamesake() async throws {
        try await place.withPrepared { store in
            try await registerAuthenticator(
                of: "700000000000009", number: "800000000000009", in: store)
            let found = try #require(try await store.authenticators(of: Fixtures.merchant.id))
            let other = try #require(found.first { $0.accountID == "700000000000009" })
            for namesake in try await store.register(.eCommerce, .english, other.id) {
                try await store.verify(namesake, as: .approved)
            }
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let message = try await store.arm(id)

            try await store.report(
                .refused(code: 132_015, .pauseTemplate, detail: "paused"), of: message)

            let bindings = try #require(try await store.bindings(of: Fixtures.merchant.id))
            #expect(try await binding(in: store).status == .paused)
            let namesakes = bindings.filter { $0.authenticator == other.id }
            #expect(!namesakes.isEmpty && namesakes.allSatisfy { $0.status == .approved })
        }
    }

    @Test func whoeverSharesAPausedTemplateWaits() async throws {
        try await withStore(place) { store in
            let other = MerchantID(rawValue: "zeta")
            try await store.prepare()
            try await store.prepare(other)
            try await store.enable()
            let message = try await store.armed(.paid)
            let before = try #require(try await store.bindings(of: other))
            #expect(
                before.contains {
                    $0.content.name == message.templateName && $0.status == .approved
                })

            try await store.report(
                .refused(code: 132_015, .pauseTemplate, detail: "paused"), of: message)

            let shared = try #require(try await store.bindings(of: other)).filter {
                $0.content.name == message.templateName
                    && $0.content.templateLanguage == message.templateLanguage
            }
            #expect(shared.allSatisfy { $0.status == .paused })
        }
    }

    /// A template may be approved again before Meta tells that a pause dropped the message.
    @Test(arguments: [true, false])
    func aMessageThatAPauseDroppedAsksForItsTemplate(isReceiptFirst: Bool) async throws {
        try await place.withPrepared { store in
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            let message = try await store.arm(id)
            let observer = RecordingObserver()
            store.observe(observer)

            let news = [accepted(message), dropped(message)]
            for command in isReceiptFirst ? news.reversed() : news {
                _ = try await store.carryOut(command)
            }
            #expect(try await store.timeline().notifications.first?.notification.status == .held)
            #expect(observer.events.contains { $0.hasUnverifiedBindings })
            let asked = try await binding(in: store)
            #expect(asked.status == .unverified)

            try await store.verify(asked, as: .approved)
            let due = try await store.dueInOpenQueues(at: Fixtures.now)
            #expect(due.map(\.reference.notification) == [id])
        }
    }

    private func accepted(_ message: OutboundMessage) -> Command {
        .recordAttempt(
            AttemptReport(.accepted(MessageID(rawValue: "wamid.1"), isHeld: true), of: message))
    }

    private func dropped(_ message: OutboundMessage) -> Command {
        .recordReceipt(
            ReceiptReport(
                phoneNumberID: Fixtures.authenticator.phoneNumberID, token: message.token,
                message: MessageID(rawValue: "wamid.1"), status: .failed,
                occurredAt: Fixtures.now, code: ErrorCode.templatePaused))
    }
}
