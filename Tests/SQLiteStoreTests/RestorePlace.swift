import Foundation
import SQLite
import StoreCore
import TestKit
import Testing

@testable import Notifications
@testable import SQLiteStore

/// A database with a backup, which is lost and put back.
struct RestorePlace {
    let clock = ManualClock()
    let folder: TemporaryFolder
    let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder, clock: clock)
    }

    var backup: String { folder.path("backup.db") }

    func makeBackup() throws {
        _ = try OfflineBackup.make(of: options.path, to: backup) { _, _ in }
    }

    /// Moves what is there away and puts the backup back, ten minutes later.
    func restore(accepting: Bool = false) throws -> DatabaseRestore.Report {
        for suffix in ["", "-wal", "-shm"] {
            try? PrivateFiles.remove(folder.path("lost.db\(suffix)"))
            try? FileManager.default.moveItem(
                atPath: options.path + suffix, toPath: folder.path("lost.db\(suffix)"))
        }
        clock.advance(by: .seconds(600))
        var restore = DatabaseRestore(of: backup, into: options)
        restore.acceptsViolations = accepting
        return try restore.run()
    }

    /// One of each status that has not ended, and some that have; the armed one's message.
    @discardableResult
    func fill(_ store: SQLiteStore) async throws -> OutboundMessage {
        try await store.prepare()
        for session in ["pending", "armed", "uncertain", "held", "delivered"] {
            try await store.enable(session)
        }
        try await store.notify(.paid, session: "pending")
        let armed = try await store.armed(.paid, session: "armed")
        let uncertain = try await store.armed(.paid, session: "uncertain")
        try await store.report(.unknown(code: 0, detail: "reset"), of: uncertain)
        try await store.notify(.canceled, session: "held")
        let canceled = try #require(
            try await store.timeline("held").notifications.first?.notification.id)
        let message = try await store.arm(canceled)
        try await store.report(
            .accepted(MessageID(rawValue: "wamid.c"), isHeld: false), of: message)
        try await store.notify(.paid, session: "held")
        let delivered = try await store.armed(.paid, session: "delivered")
        try await store.report(
            .accepted(MessageID(rawValue: "wamid.d"), isHeld: false), of: delivered)
        try await store.receipt(.delivered, of: delivered)
        return armed
    }

    @discardableResult
    func fillAndClose() async throws -> OutboundMessage {
        try await withStore(options) { store in try await fill(store) }
    }

    func status(
        of session: String, _ state: PaymentState = .paid, in store: SQLiteStore
    ) async throws -> Notifications.Notification {
        let all = try await store.timeline(session).notifications.map(\.notification)
        return try #require(all.first { $0.state == state })
    }
}

extension Store {
    /// The fixtures' notification and its tenant.
    func reference(_ id: NotificationID) -> NotificationReference {
        NotificationReference(merchant: Fixtures.merchant.id, notification: id)
    }
}
