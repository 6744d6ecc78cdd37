import EventLoop
import Foundation
import Messages
import RPC
import RPCClient
import SQLite
import Testing

@testable import PaynotifyLoad

/// The store's statements behind a server in C, as it is built.
struct PeerServerTests {
    private func enable(_ client: RPCClient, _ session: String) async throws {
        _ = try await NotificationsClient(client).enableNotifications(
            EnableNotificationsRequest(
                merchantID: "load-007", sessionID: session, plugin: .paymentRequest,
                phone: "+96550001234", language: "en",
                selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment]))))
    }

    private func notify(
        _ client: RPCClient, _ session: String, _ state: PaymentState, event: String
    ) async throws -> NotifyStateChangeResponse {
        try await NotificationsClient(client).notifyStateChange(
            NotifyStateChangeRequest(
                merchantID: "load-007", sessionID: session, state: state, eventID: event))
    }

    @Test func decidesAsTheRecordedFlowsDo() async throws {
        try await FloorPrograms.with { floors in
            try await floors.withC { server in
                let client = try RPCClient("\(server.address)")
                try await enable(client, "s-1")
                let created = try await notify(client, "s-1", .created, event: "e-1")
                #expect(created.outcome == .queued)
                #expect(created.currentState == .created)
                let paid = try await notify(client, "s-1", .paid, event: "e-2")
                #expect(paid.withdrawn.map(\.notificationID) == [created.notificationID])
                let repeated = try await notify(client, "s-1", .paid, event: "e-2")
                #expect(repeated == paid)
                #expect(paid.notificationID != created.notificationID)
                await client.close()
            }
        }
    }

    @Test(arguments: [
        ("unknown", PaymentState.created, RPCStatus.Code.notFound),
        ("s-1", .refunded, .failedPrecondition),
        ("s-1", .paid, .failedPrecondition),
    ])
    func refusesWhatWasNotRecorded(
        session: String, state: PaymentState, code: RPCStatus.Code
    ) async throws {
        try await FloorPrograms.with { floors in
            try await floors.withC { server in
                let client = try RPCClient("\(server.address)")
                try await enable(client, "s-1")
                await #expect(
                    performing: {
                        try await notify(client, session, state, event: "e-1")
                    },
                    throws: { error in
                        guard case .refused(let status)? = error as? RPCError else { return false }
                        return status.code == code
                    })
                await client.close()
            }
        }
    }

    /// The server is killed, and its file holds every notification that was acknowledged.
    @Test func whatItAcknowledgesIsInItsFile() async throws {
        let names = SessionNames(seed: 3)
        let shape = LoadShape(connections: 8, inFlight: 16, seconds: nil, warmUpSeconds: 0)
        try await FloorPrograms.with { floors in
            let calls = try await floors.withC { server in
                try await server.prepareFixture(names, delivers: false)
                let runs = SessionRuns(
                    generator: try Generator(server.address, showsProgress: false), names: names)
                _ = try await runs.enable(0..<500)
                let run = try await runs.notify(shape, 0..<500)
                #expect(run.errors.isEmpty)
                #expect(run.outcomes.keys.sorted() == ["QUEUED"])
                return run.calls
            }
            let file = floors.folder.appendingPathComponent(FloorPrograms.cDatabase)
            let connection = try Connection(path: file.path, access: .queryOnly)
            let stored = try Statement(connection, "SELECT count(*) FROM notifications")
                .all { $0.integer() }
            // Repeated calls find the notification of the call before.
            #expect(stored[0] <= Int64(calls))
            #expect(Double(stored[0]) >= 0.95 * Double(calls))
            #expect(stored[0] >= 1_000)
        }
    }
}
