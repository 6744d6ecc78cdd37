import EventLoop
import Foundation
import Notifications
import SQLite
import StoreCore
import TestKit
import Testing

@testable import SQLiteStore

/// Files after an erasure, and older copies of them.
@Suite struct ErasedNumberTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions
    private let merchant = Fixtures.merchant.id

    init() throws {
        folder = try TemporaryFolder()
        options = .fixture(in: folder)
    }

    /// A session of the customer's whose message Meta has, one whose message waits, and a word of theirs.
    private func fill(_ store: any Store) async throws {
        try await store.prepare()
        try await store.enable("sent")
        let message = try await store.armed(.paid, session: "sent")
        // As Meta spells it: the number is in it.
        try await store.report(
            .accepted(
                MessageID(rawValue: "wamid.HBgLOTY1NTEyMzQ1NjcVAgARGBI"), isHeld: false,
                names: CustomerNames(waID: "96551234567", userID: "KW.134")), of: message)
        try await store.enable("waits")
        try await store.notify(.paid, session: "waits")
        _ = try await store.carryOut(.recordConsent(Fixtures.consent(of: .marketing)))
    }

    private func erase(in store: any Store) async throws {
        let command = EraseRecipient(
            merchant: merchant, phone: Fixtures.phone.e164, actor: .unknown)
        guard case .erasure(var erasure) = try await store.carryOut(.erase(command)) else {
            throw UnexpectedResult(description: "another answer")
        }
        while erasure.status == .running {
            let answer = try await store.carryOut(
                .advanceErasure(AdvanceErasure(reference: erasure.reference, limit: 10)))
            guard case .erasure(let next) = answer else { return }
            erasure = next
        }
    }

    /// What of the words stands in the files of the database.
    private func leftovers() throws -> [String] {
        var found: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("")) {
            let bytes = try Data(contentsOf: URL(filePath: folder.path(name)))
            for word in Self.words where bytes.range(of: Data(word.utf8)) != nil {
                found.append("\(word) in \(name)")
            }
        }
        return found.sorted()
    }

    private static let words = [
        "96551234567", "51234567", "OTY1NTEyMzQ1Njc", "Mona", "ORD-77", "pay.example/c/abc123",
        "KW.134",
    ]

    @Test func noFileHasTheNumberInAnyFormWhenTheLogWasMoved() async throws {
        try await withStore(options) { store in
            try await fill(store)
        }
        #expect(try leftovers().count >= Self.words.count, "the search finds what is there")
        try await withStore(options) { store in
            try await erase(in: store)
        }
        #expect(try leftovers() == [])
    }

    @Test func filesBesideAreForTheirOwnerAlone() async throws {
        try await withStore(options) { store in
            try await fill(store)
            #expect(!FileManager.default.fileExists(atPath: options.path + ".erasures"))
            try await erase(in: store)
        }
        for name in ["paynotify.db.erasures", "paynotify.db.erasures-key"] {
            #expect(try folder.mode(of: name) == 0o600, "\(name)")
        }
    }

    @Test func aCopyTakenBeforeIsErasedAgain() async throws {
        let copy = folder.path("copy.db")
        try await withStore(options) { store in try await fill(store) }
        try FileManager.default.copyItem(atPath: options.path, toPath: copy)
        try await withStore(options) { store in
            try await erase(in: store)
        }
        try FileManager.default.removeItem(atPath: options.path)
        try FileManager.default.moveItem(atPath: copy, toPath: options.path)
        #expect(try !leftovers().isEmpty)

        let found = try eraseAgain()

        #expect(found == Erasure.Found(sessions: 2, notifications: 2, withdrawn: 1))
        #expect(try leftovers() == [])
        #expect(try eraseAgain() == Erasure.Found(), "all is erased by then")
        try await withStore(options) { store in
            let waiting = try #require(try await store.timeline("waits").notifications.first)
            #expect(waiting.notification.status == .cancelled)
            #expect(try await store.counts()[.pending] == 0)
            // What they said stands.
            try await store.enable("anew")
            let words = try await store.optOuts(of: Fixtures.phone, merchant: merchant)
            #expect(words?.map(\.category) == [.marketing])
        }
    }

    /// As a restore does.
    private func eraseAgain() throws -> Erasure.Found {
        let opened = try OpenedDatabase(options)
        let found = try RestoredErasures(
            opened.records, opened.runner, opened.transaction, at: Fixtures.now
        ).apply()
        _ = try opened.connection.checkpoint(.truncate)
        try opened.connection.close()
        return found
    }

    @Test func aRestoreErasesWhoWasErasedSinceTheBackup() async throws {
        let copy = folder.path("copy.db")
        try await withStore(options) { store in try await fill(store) }
        try FileManager.default.copyItem(atPath: options.path, toPath: copy)
        try await withStore(options) { store in try await erase(in: store) }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: options.path + suffix)
        }

        let report = try DatabaseRestore(of: copy, into: options).run()

        #expect(report.erased.sessions == 2)
        #expect(report.erased.notifications == 2)
        #expect(report.uncertain == 1)
        try FileManager.default.removeItem(atPath: copy)
        #expect(try leftovers() == [])
        try await withStore(options) { store in
            let counts = try await store.counts()
            #expect(counts[.pending] == 0)
        }
    }

    @Test func whatWasEnabledAfterTheErasureStaysInACopyTakenLater() async throws {
        let clock = ManualClock()
        let options = SQLiteStoreOptions.fixture(in: folder, clock: clock)
        try await withStore(options) { store in
            try await fill(store)
            try await erase(in: store)
            clock.advance(by: .seconds(1))
            try await store.enable("anew")
        }
        #expect(try eraseAgain() == Erasure.Found())
        try await withStore(options) { store in
            let session = try await store.timeline("anew").session
            #expect(session.enablement?.phone == Fixtures.phone)
        }
    }

    @Test func nothingIsAskedOfAFileThatIsNotThere() async throws {
        try await withStore(options) { store in try await fill(store) }
        #expect(try eraseAgain() == Erasure.Found())
        #expect(try !leftovers().isEmpty)
    }

    // MARK: The file

    @Test func aLineThatWasCutIsPassedOverAndTheNextOneIsWhole() throws {
        var file = try #require(try ErasureFile(besides: options.path, makingIt: true))
        let first = file.code(of: Fixtures.phone, merchant)
        try file.add(first, at: Fixtures.now)
        try PrivateFiles.append(Array("v1 0123".utf8), to: options.path + ".erasures")
        file = try #require(try ErasureFile(besides: options.path, makingIt: false))
        let second = file.code(of: PhoneNumber(checkedE164: "+96551234568"), merchant)
        try file.add(second, at: Fixtures.now)
        #expect(try file.all() == [first: Fixtures.now, second: Fixtures.now])
        #expect(first != file.code(of: Fixtures.phone, MerchantID(rawValue: "other")))
    }

    @Test func aFileThatNobodyUnderstandsIsRefused() throws {
        var file = try #require(try ErasureFile(besides: options.path, makingIt: true))
        try file.add(file.code(of: Fixtures.phone, merchant), at: Fixtures.now)
        let line = "v2 " + String(repeating: "0", count: 80) + "\n"
        try PrivateFiles.append(Array(line.utf8), to: options.path + ".erasures")
        #expect(throws: SQLiteStoreError.erasures(path: options.path + ".erasures")) {
            try file.all()
        }
    }

    @Test func linesWithoutTheirKeyAreRefused() throws {
        var file = try #require(try ErasureFile(besides: options.path, makingIt: true))
        try file.add(file.code(of: Fixtures.phone, merchant), at: Fixtures.now)
        try FileManager.default.removeItem(atPath: options.path + ".erasures-key")
        #expect(throws: SQLiteStoreError.erasures(path: options.path + ".erasures-key")) {
            try ErasureFile(besides: options.path, makingIt: true)
        }
        #expect(throws: SQLiteStoreError.self) { try SQLiteStore(options) { _ in } }
    }

    @Test func anErasureThatCannotBeWrittenBesideIsNotBegun() async throws {
        try await withStore(options) { store in
            try await fill(store)
            try FileManager.default.createDirectory(
                atPath: options.path + ".erasures", withIntermediateDirectories: false)
            let command = EraseRecipient(
                merchant: merchant, phone: Fixtures.phone.e164, actor: .unknown)
            #expect(await store.perform(.erase(command)) == .failure(.unavailable))
            #expect(try await store.runningErasures() == [])
            #expect(store.health.writing == .open)
            try FileManager.default.removeItem(atPath: options.path + ".erasures")
            try await erase(in: store)
        }
        #expect(try leftovers() == [])
    }
}
