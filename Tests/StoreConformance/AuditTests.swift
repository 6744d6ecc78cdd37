import StoreCore
import TestKit
import Testing

@testable import Notifications

@Suite struct AuditTests {
    private let place: StorePlace
    private let mona = ActorName(rawValue: "mona")

    init() throws { place = try StorePlace() }

    private func page(
        in store: any Store, before number: Int64? = nil, limit: Int = 500
    ) async throws -> AuditPage {
        let query = PageQuery(merchant: Fixtures.merchant.id, before: number, limit: limit)
        return try #require(try await store.auditEntries(query))
    }

    @Test func releaseAndCancelAreAuditedOnceTheyAreDone() async throws {
        try await withStore(place) { store in
            // given
            try await store.prepare()
            try await store.enable()
            try await store.notify(.canceled)
            let held = try #require(try await store.notify(.paid).notification)
            let reference = NotificationReference(
                merchant: Fixtures.merchant.id, notification: held)
            // when
            let release = Command.release(
                ReleaseNotification(reference: reference, actor: mona))
            _ = try await store.carryOut(release)
            let again = await store.perform(release)
            _ = try await store.carryOut(.cancel(CancelNotification(reference: reference)))
            // then
            guard case .failure(.refused) = again else {
                Issue.record("released twice: \(again)")
                return
            }
            #expect(
                try await page(in: store).entries == [
                    AuditEntry(
                        at: Fixtures.now, actor: .unknown, action: .cancel,
                        subject: held.rawValue, detail: "", rows: 1),
                    AuditEntry(
                        at: Fixtures.now, actor: mona, action: .release, subject: held.rawValue,
                        detail: "", rows: 1),
                ])
        }
    }

    @Test func entriesAreReadByPagesAndOnlyByTheirMerchant() async throws {
        try await withStore(place) { store in
            // given
            try await store.prepare()
            try await store.prepare(
                MerchantID(rawValue: "other"), phoneNumberID: "800000000000003")
            for round in 0..<5 {
                let merchant =
                    round == 2 ? MerchantID(rawValue: "other") : Fixtures.merchant.id
                _ = try await store.carryOut(
                    .pause(
                        PauseSending(
                            merchant: merchant, scope: .merchant, reason: "\(round)",
                            actor: mona)))
                _ = try await store.carryOut(
                    .resume(ResumeSending(merchant: merchant, scope: .merchant, actor: mona)))
            }
            // when
            let first = try await page(in: store, limit: 5)
            let second = try await page(in: store, before: first.next, limit: 5)
            // then
            #expect(first.entries.map(\.detail) == ["4", "4", "3", "3", "1"])
            #expect(second.entries.map(\.detail) == ["1", "0", "0"])
            #expect(second.next == nil)
            let unknown = PageQuery(
                merchant: MerchantID(rawValue: "nobody"), before: nil, limit: 5)
            #expect(try await store.auditEntries(unknown) == nil)
        }
    }
}
