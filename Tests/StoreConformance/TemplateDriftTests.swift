import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct TemplateDriftTests {
    private let clock = ManualClock()
    private let place: StorePlace
    private let approved = TemplateFingerprint(rawValue: "body:a")
    private let other = TemplateFingerprint(rawValue: "body:b")

    init() throws { place = try StorePlace(clock: clock) }

    private func look(
        at binding: TemplateBinding, in store: any Store, finding found: TemplateFingerprint
    ) async throws {
        _ = try await store.carryOut(
            .recordVerification(
                VerificationReport(
                    merchant: binding.merchant, binding: binding.id, version: binding.version,
                    verdict: TemplateVerdict(status: .approved, problem: ""),
                    fingerprint: found)))
    }

    private func bindings(in store: any Store) async throws -> [TemplateBinding] {
        try #require(try await store.bindings(of: Fixtures.merchant.id))
    }

    private func sync(_ merchant: MerchantID = Fixtures.merchant.id) -> Command {
        .syncTemplates(SyncTemplates(merchant: merchant, actor: ActorName(rawValue: "mona")))
    }

    /// The merchant with all of its templates approved.
    private func prepare(_ store: any Store) async throws {
        try await store.prepare(approving: false)
        for binding in try await bindings(in: store) {
            try await look(at: binding, in: store, finding: approved)
        }
    }

    @Test func whatDriftedIsHeldOverARestartUntilItIsRegisteredAgain() async throws {
        try await withStore(place) { store in
            try await prepare(store)
            for binding in try await bindings(in: store) {
                try await look(at: binding, in: store, finding: other)
            }
            try await store.enable()
            let decision = try await store.notify(.paid)
            #expect(decision.reason == .templateDrifted)
        }
        try await withStore(place) { store in
            let drifted = try await bindings(in: store)
            #expect(drifted.allSatisfy { $0.status == .drifted })
            #expect(drifted.allSatisfy { $0.problem.contains("changed body") })
            let first = try #require(drifted.first { $0.key.plugin == .paymentRequest })

            let again = try await store.register(
                .paymentRequest, first.key.language, first.authenticator)
            for binding in again { try await look(at: binding, in: store, finding: other) }

            let after = try await bindings(in: store)
            #expect(
                after.filter { $0.status == .approved }.map(\.id)
                    == after.filter { again.map(\.id).contains($0.id) }.map(\.id))
            #expect(again.count == 2)
        }
    }

    @Test func aChangeThatMetaTellsStopsTheTemplateUntilItWasLookedAt() async throws {
        try await withStore(place) { store in
            try await prepare(store)
            _ = try await store.carryOut(
                .recordTemplateEvent(
                    TemplateEvent(
                        accountID: Fixtures.authenticator.accountID, name: "order_update",
                        templateLanguage: "en", event: TemplateEvent.componentsChanged)))

            let waiting = try await store.unverifiedBindings(limit: 100).map(\.binding)
            #expect(!waiting.isEmpty)
            #expect(waiting.allSatisfy { $0.status == .unverified && $0.fingerprint == approved })
            for binding in waiting { try await look(at: binding, in: store, finding: other) }
            let ids = Set(waiting.map(\.id))
            #expect(
                try await bindings(in: store).allSatisfy {
                    $0.status == (ids.contains($0.id) ? .drifted : .approved)
                })
        }
    }

    private func pause(in store: any Store) async throws {
        _ = try await store.carryOut(
            .recordTemplateEvent(
                TemplateEvent(
                    accountID: Fixtures.authenticator.accountID, name: "order_update",
                    templateLanguage: "en", event: "PAUSED")))
    }

    private func audited(in store: any Store) async throws -> [AuditEntry] {
        let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 500)
        return try #require(try await store.auditEntries(query)?.entries)
    }

    @Test func aChangeByMetasWordIsAuditedAndToldOnceForItsTemplate() async throws {
        try await withStore(place) { store in
            // given
            try await prepare(store)
            let observer = RecordingObserver()
            store.observe(observer)
            #expect(try await audited(in: store).isEmpty)
            // when: Meta says so twice, and looks find the same
            for _ in 1...2 { try await pause(in: store) }
            let english = try await bindings(in: store).filter {
                $0.content.templateLanguage == "en"
            }
            // then
            let entries = try await audited(in: store)
            #expect(
                entries == [
                    AuditEntry(
                        at: clock.now(), actor: .meta, action: .templateChanged,
                        subject: "order_update (en)",
                        detail: "from approved to paused: status: PAUSED at Meta",
                        rows: english.count)
                ])
            let told = observer.events.flatMap(\.templateChanges)
            #expect(told.map(\.to) == [.paused])
            #expect(told.map(\.merchant) == [Fixtures.merchant.id])
            // when: it is approved again
            for binding in english { try await look(at: binding, in: store, finding: approved) }
            // then
            #expect(
                try await audited(in: store).first?.detail == "from paused to approved")
            #expect(try await audited(in: store).count == 2)
        }
    }

    /// Between news that Meta has to be asked and the answer a template is unverified: that is no change.
    @Test func aDriftIsToldAgainstTheStatusBeforeTheQuestionAlsoOverARestart() async throws {
        let changed = Command.recordTemplateEvent(
            TemplateEvent(
                accountID: Fixtures.authenticator.accountID, name: "order_update",
                templateLanguage: "en", event: TemplateEvent.categoryChanged))
        try await withStore(place) { store in
            try await prepare(store)
            _ = try await store.carryOut(changed)
            #expect(try await audited(in: store).isEmpty)
        }
        try await withStore(place) { store in
            let waiting = try await store.unverifiedBindings(limit: 100).map(\.binding)
            for binding in waiting { try await look(at: binding, in: store, finding: other) }
            #expect(
                try await audited(in: store).map(\.detail) == [
                    "from approved to drifted: components: not as approved: changed body"
                ])
            _ = try await store.carryOut(changed)
            for binding in try await store.unverifiedBindings(limit: 100).map(\.binding) {
                try await look(at: binding, in: store, finding: other)
            }
            #expect(try await audited(in: store).count == 1)
        }
    }

    @Test func whatMetaSaysOfANewRegistrationIsNoChange() async throws {
        try await withStore(place) { store in
            try await prepare(store)
            try await pause(in: store)
            let count = try await audited(in: store).count
            let paused = try #require(
                try await bindings(in: store).first { $0.status == .paused })

            let again = try await store.register(
                paused.key.plugin, paused.key.language, paused.authenticator)
            #expect(again.allSatisfy { $0.settledStatus == nil })
            for binding in again { try await look(at: binding, in: store, finding: approved) }

            #expect(try await audited(in: store).count == count)
        }
    }

    @Test func whereMetaHasTheButtonsIsKeptOverARestartAndForgottenWithTheContent() async throws {
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            let binding = try #require(try await bindings(in: store).first)
            _ = try await store.carryOut(
                .recordVerification(
                    VerificationReport(
                        merchant: binding.merchant, binding: binding.id, version: binding.version,
                        verdict: TemplateVerdict(
                            status: .approved, problem: "", buttonPlaces: [12, 0]),
                        fingerprint: approved)))
        }
        try await withStore(place) { store in
            let binding = try #require(try await bindings(in: store).first)
            #expect(binding.buttonPlaces == [12, 0])
            #expect(binding.settledStatus == .approved)
            var content = binding.content
            content.components.removeAll { $0.kind == .footer }
            let answer = try await store.carryOut(
                .registerTemplate(
                    RegisterTemplate(
                        merchant: binding.merchant, authenticator: binding.authenticator,
                        language: binding.key.language, plugin: binding.key.plugin,
                        scopes: [binding.key.scope], ignoredPhases: [], content: content)))
            guard case .templateRegistered(let registered) = answer else {
                Issue.record("not registered: \(answer)")
                return
            }
            #expect(registered.bindings.map(\.buttonPlaces) == [[]])
            let stored = try await bindings(in: store).first { $0.id == binding.id }
            #expect(stored == registered.bindings.first)
        }
    }

    @Test(arguments: [
        TemplateComponent.Kind.mediaHeader(
            HeaderMedia(format: .image, link: "https://shop.example/l.png")),
        .mediaHeader(HeaderMedia(format: .video, link: "https://shop.example/l.mp4")),
        .mediaHeader(
            HeaderMedia(
                format: .document, link: "https://shop.example/t.pdf", fileName: "Terms.pdf")),
        .copyCodeButton(code: "SAVE10"),
    ])
    func aPartWithAFixedValueIsKept(kind: TemplateComponent.Kind) async throws {
        let isButton = kind == .copyCodeButton(code: "SAVE10")
        let part = TemplateComponent(kind: kind, text: isButton ? "Copy" : "", variables: [])
        try await withStore(place) { store in
            try await store.prepare(approving: false)
            let binding = try #require(try await bindings(in: store).first)
            var content = binding.content
            content.components[0] = part
            _ = try await store.carryOut(
                .registerTemplate(
                    RegisterTemplate(
                        merchant: binding.merchant, authenticator: binding.authenticator,
                        language: binding.key.language, plugin: binding.key.plugin,
                        scopes: [binding.key.scope], ignoredPhases: [], content: content)))
        }
        try await withStore(place) { store in
            let stored = try await bindings(in: store).first
            #expect(stored?.content.components.first == part)
        }
    }

    @Test func aSyncAsksAboutEveryBindingAndKeepsTheApprovedSendable() async throws {
        try await withStore(place) { store in
            // given
            try await prepare(store)
            try await store.prepare(
                MerchantID(rawValue: "other"), phoneNumberID: "800000000000003")
            let before = try await bindings(in: store)
            #expect(try await store.unverifiedBindings(limit: 100).isEmpty)
            let observer = RecordingObserver()
            store.observe(observer)
            // when
            let answer = try await store.carryOut(sync())
            // then
            #expect(answer == .syncBegan(bindings: before.count))
            #expect(observer.events.map(\.hasUnverifiedBindings) == [true])
            let asked = try await store.unverifiedBindings(limit: 100).map(\.binding)
            #expect(Set(asked.map(\.id)) == Set(before.map(\.id)))
            #expect(asked.allSatisfy { $0.status == .approved && $0.checkedAt == nil })
            for binding in asked { try await look(at: binding, in: store, finding: approved) }
            #expect(try await store.unverifiedBindings(limit: 100).isEmpty)
            let query = PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 5)
            let entry = try await store.auditEntries(query)?.entries.first
            #expect(entry?.action == .syncTemplates)
            #expect(entry?.rows == before.count)
            #expect(
                await store.perform(sync(MerchantID(rawValue: "nobody")))
                    == .failure(.refused(.notFound(.merchant))))
        }
    }

    @Test func whatIsApprovedIsDueForAnotherLookOnceItsLastOneIsLongAgo() async throws {
        try await withStore(place) { store in
            try await prepare(store)
            let lastLook = clock.now()
            clock.advance(by: .seconds(60))
            let overdue = try await store.overdueBindings(
                checkedBefore: clock.now(), limit: 2, offset: 0)

            #expect(overdue.count == 2)
            #expect(
                try await store.overdueBindings(checkedBefore: lastLook, limit: 9, offset: 0)
                    .isEmpty)
            for item in overdue { try await look(at: item.binding, in: store, finding: approved) }
            let rest = try await store.overdueBindings(
                checkedBefore: clock.now(), limit: 9, offset: 0)
            #expect(Set(rest.map(\.binding.id)).isDisjoint(with: overdue.map(\.binding.id)))
            #expect(
                try await bindings(in: store).count == rest.count + overdue.count)
        }
    }
}
