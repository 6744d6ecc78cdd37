import Foundation
import LocalEnvironment
import SQLiteStore

// Harm that a daemon is not able to heal, done to a testbed's records for its judgement to find.

extension Testbed {
    /// Puts the database back as it was some payments ago, as an old backup would be.
    func loseTheLastPayments() async throws {
        try await environment.killDaemon()
        let kept = DatabaseFiles(folder.appendingPathComponent("kept.db").path)
        let files = DatabaseFiles(environment.database)
        try files.copy(to: kept)
        try await environment.startDaemon()
        try await underLoad { try await Task.sleep(for: .seconds(1)) }
        try await environment.killDaemon()
        try kept.copy(to: files)
        try await environment.startDaemon()
    }

    /// Sends a message that was sent already once more, as a daemon would that sends blindly.
    func sendTwice() async throws {
        let token = try await environment.sandbox.messages().compactMap(\.token).first
        guard let token else { throw Program.Failure(description: "no message was sent") }
        try await send(token: token)
    }

    /// Sends a message that no attempt is for, as a daemon would that arms after it has sent.
    func sendUnarmed() async throws { try await send(token: "planted") }

    private func send(token: String) async throws {
        let account = SoakMerchant.account(0)
        let values = ["Noura", "14", "A-1"].map { ["type": "text", "text": $0] }
        let body: [String: Any] = [
            "messaging_product": "whatsapp", "to": "+96550001234", "type": "template",
            "biz_opaque_callback_data": token,
            "template": [
                "name": "payment_paid", "language": ["code": "en"],
                "components": [["type": "body", "parameters": values]],
            ],
        ]
        try await environment.sandbox.post(
            "/v25.0/\(account.phoneNumberID)/messages", body, token: account.accessToken)
    }

    /// Throws the database away, so that the daemon can end well.
    func startAfresh() async throws {
        try await environment.killDaemon()
        try DatabaseFiles(environment.database).remove()
        try await environment.startDaemon()
    }
}

/// A database's file and its log, at rest.
struct DatabaseFiles: Hashable, Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    var log: String { path + "-wal" }

    /// Replaces what is there.
    func copy(to other: DatabaseFiles) throws {
        try other.remove()
        for (from, to) in [(path, other.path), (log, other.log)]
        where FileManager.default.fileExists(atPath: from) {
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }
    }

    /// Removes what is there, the index of the log too.
    func remove() throws {
        for file in [path, log, path + "-shm"] where FileManager.default.fileExists(atPath: file) {
            try FileManager.default.removeItem(atPath: file)
        }
    }
}
