import Foundation
import LocalEnvironment
import Messages
import RPC
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// A backup that is put back while Meta has had more than it knows of.
    struct RestoreTests {
        private let actor = "mona"

        /// The beginning of what is sent before the daemon's database is lost.
        private func tellAll(_ sessions: [String], _ fixture: MerchantFixture) async throws {
            for (number, session) in sessions.enumerated() {
                // A customer each: one gets a message in six seconds.
                let phone = "+965500\(sessions.count + 10)\(number + 100)"
                try await fixture.enable(session, phone: phone)
                try await fixture.notify(session, .paid)
            }
        }

        private func messageCount(_ fixture: MerchantFixture) async throws -> Int {
            try await fixture.sandbox.messages().count
        }

        @Test func sendsNothingAgainThatTheLostFileMayHaveSent() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture(sandboxOptions: ["--unthrottled"]) {
                    fixture in
                    let operations = OperationsClient(try RPCClient(fixture.server))
                    let database = fixture.environment.database
                    let backup = programs.folder.appendingPathComponent("backup.db").path
                    let pending = (0..<20).map { "pending-\($0)" }
                    let lost = (0..<5).map { "lost-\($0)" }

                    // Twenty wait while the backup is made, and leave after it with five more.
                    try await pause(operations)
                    try await tellAll(pending, fixture)
                    let made = try await programs.run(
                        "paynotifyd", ["backup", "--to", backup, "--database", database])
                    #expect(made.status == 0, "\(made.output)")
                    try await resume(operations)
                    let told = Int64(Date().timeIntervalSince1970 * 1_000)
                    try await tellAll(lost, fixture)
                    let all = pending.count + lost.count
                    // Meta repeats the receipts that the lost file has not acknowledged, and they settle.
                    for session in pending + lost {
                        _ = try await fixture.notification(of: session, .paid, once: .delivered)
                    }
                    #expect(try await messageCount(fixture) == all)

                    try await fixture.environment.killAndRestart {
                        for suffix in ["", "-wal", "-shm"] {
                            try FileManager.default.moveItem(
                                atPath: database + suffix, toPath: backup + ".lost" + suffix)
                        }
                        let restored = try await programs.run(
                            "paynotifyd", ["restore", "--from", backup, "--into", database])
                        #expect(restored.status == 0, "\(restored.output)")
                        #expect(restored.output.contains("20 notifications had not ended"))
                    }
                    try await resume(operations)

                    try await repeatCalls(of: lost, told, fixture)
                    // One that is new is sent: delivery goes on.
                    try await tellAll(["new"], fixture)
                    let new = try await fixture.notification(of: "new", .paid, once: .delivered)
                    #expect(new.status == .delivered)
                    #expect(try await messageCount(fixture) == all + 1)
                    for session in pending {
                        let stands = try await fixture.timeline(of: session).notifications
                        #expect(stands.map(\.status) == [.uncertain])
                        #expect(stands.map(\.statusReason) == ["RESTORED"])
                    }
                    try await release(operations, lost.count)
                    let haveGone = try await eventually {
                        try await messageCount(fixture) == all + 1 + lost.count
                    }
                    #expect(haveGone)
                }
            }
        }

        /// The callers repeat what the lost file has acknowledged.
        private func repeatCalls(
            of sessions: [String], _ told: Int64, _ fixture: MerchantFixture
        ) async throws {
            for (number, session) in sessions.enumerated() {
                let phone = "+965500\(sessions.count + 10)\(number + 100)"
                try await fixture.enable(session, phone: phone)
                let answer = try await fixture.notifications.notifyStateChange(
                    NotifyStateChangeRequest(
                        merchantID: MerchantFixture.merchantID, sessionID: session,
                        state: .paid, eventID: "paid", occurredAtMilliseconds: told))
                #expect(answer.outcome == .held && answer.reason == .restored)
            }
        }

        private func pause(_ operations: OperationsClient) async throws {
            _ = try await operations.pause(
                PauseRequest(
                    merchantID: MerchantFixture.merchantID, scope: .merchant, reason: "backup",
                    actor: actor))
        }

        private func resume(_ operations: OperationsClient) async throws {
            _ = try await operations.resume(
                ResumeRequest(
                    merchantID: MerchantFixture.merchantID, scope: .merchant, actor: actor))
        }

        private func release(_ operations: OperationsClient, _ count: Int) async throws {
            var request = ReleaseRestoredRequest(
                merchantID: MerchantFixture.merchantID, dryRun: true, actor: actor)
            let counted = try await operations.releaseRestored(request)
            #expect(counted.matched == count && counted.released == 0)
            request.dryRun = false
            request.expectedCount = counted.matched
            #expect(try await operations.releaseRestored(request).released == count)
        }
    }
}
