import Notifications
import Store
import TestKit
import Testing

@Suite struct TemplateDriftTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let options: StoreOptions
    private let approved = TemplateFingerprint(rawValue: "body:a")
    private let other = TemplateFingerprint(rawValue: "body:b")

    init() throws {
        folder = try TemporaryFolder()
        options = StoreOptions.fixture(in: folder, clock: clock)
    }

    private func look(
        at binding: TemplateBinding, in store: SQLiteStore, finding found: TemplateFingerprint
    ) async throws {
        _ = try await store.carryOut(
            .recordVerification(
                VerificationReport(
                    merchant: binding.merchant, binding: binding.id, version: binding.version,
                    verdict: TemplateVerdict(status: .approved, problem: ""),
                    fingerprint: found)))
    }

    private func bindings(in store: SQLiteStore) async throws -> [TemplateBinding] {
        try #require(try await store.bindings(of: Fixtures.merchant.id))
    }

    private func sync(_ merchant: MerchantID = Fixtures.merchant.id) -> Command {
        .syncTemplates(SyncTemplates(merchant: merchant, actor: ActorName(rawValue: "mona")))
    }

    /// The merchant with all of its templates approved.
    private func prepare(_ store: SQLiteStore) async throws {
        try await store.prepare(approving: false)
        for binding in try await bindings(in: store) {
            try await look(at: binding, in: store, finding: approved)
        }
    }

    @Test func whatDriftedIsHeldOverARestartUntilItIsRegisteredAgain() async throws {
        try await withStore(options) { store in
            try await prepare(store)
            for binding in try await bindings(in: store) {
                try await look(at: binding, in: store, finding: other)
            }
            try await store.enable()
            let decision = try await store.notify(.paid)
            #expect(decision.reason == .templateDrifted)
        }
        try await withStore(options) { store in
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
        try await withStore(options) { store in
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

    @Test func aSyncAsksAboutEveryBindingAndKeepsTheApprovedSendable() async throws {
        try await withStore(options) { store in
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
            #expect(observer.news.map(\.hasUnverifiedBindings) == [true])
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
        try await withStore(options) { store in
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
