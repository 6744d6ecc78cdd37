import EventLoop
import Foundation
import Framing
import LocalEnvironment
import Messages
import RPC
import RPCClient
import Synchronization
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// SIGTERM while services call.
    struct DrainTests {
        @Test func endsWellUnderLoadAndKeepsWhatItAnswered() async throws {
            try await ProgramFolder.with { programs in
                let load = Load()
                try await programs.withDaemon { daemon, server in
                    try await load.openShop(server)
                    async let outcomes = load.run(on: server)
                    let isUnderWay = await eventually { load.answered.count > 200 }
                    #expect(isUnderWay)
                    let status = try await daemon.stop()
                    #expect(status == 0)
                    try await Self.expectGentleEnds(outcomes)
                }
                let journal = try? FileManager.default.attributesOfItem(
                    atPath: programs.database + "-wal")
                let journalBytes = (journal?[.size] as? NSNumber)?.intValue ?? 0
                #expect(journalBytes == 0, "what was written is in the database itself")
                try await programs.withDaemon { _, server in
                    try await load.expectEveryAnswer(on: server)
                }
            }
        }

        @Test func isNotKeptByPeersThatStall() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withDaemon { daemon, server in
                    let silent = try await RawPeer(to: SocketAddress(parsing: server))
                    let half = try await RawPeer(to: SocketAddress(parsing: server))
                    let frame = Frame(streamID: 1, type: .request, body: [0x0A, 0x00])
                    try await half.send(Array(frame.encoded.dropLast()))
                    let status = try await daemon.stop()
                    #expect(status == 0)
                    #expect(try await silent.seesTheEnd())
                    #expect(try await half.seesTheEnd())
                }
            }
        }

        /// Each caller was told to come back later, or found nobody.
        private static func expectGentleEnds(_ ends: [RPCError]) throws {
            #expect(ends.count == Load.callerCount)
            for end in ends {
                switch end {
                case .refused(let status): #expect(status.code == .unavailable, "\(end)")
                case .notSent: break
                case .outcomeUnknown: Issue.record("a call was taken and not answered: \(end)")
                }
            }
        }
    }
}

/// Services that call as fast as they are answered.
private final class Load: Sendable {
    static let callerCount = 32
    private static let merchantID = "shop"
    private let sessions = Mutex<[String]>([])

    /// The sessions whose call was answered.
    var answered: [String] { sessions.withLock { $0 } }

    func openShop(_ server: String) async throws {
        _ = try await MerchantsClient(try RPCClient(server)).setMerchant(
            SetMerchantRequest(
                merchant: Merchant(
                    merchantID: Self.merchantID, displayName: "Shop", timeZone: "Asia/Kuwait",
                    languages: ["en"])))
    }

    /// Calls until a call is not answered; returns why, for each caller.
    func run(on server: String) async throws -> [RPCError] {
        try await withThrowingTaskGroup(of: RPCError.self) { callers in
            for connection in 0..<4 {
                let client = NotificationsClient(try RPCClient(server))
                for caller in 0..<(Self.callerCount / 4) {
                    callers.addTask { await self.call(client, "session-\(connection)-\(caller)") }
                }
            }
            return try await callers.reduce(into: []) { $0.append($1) }
        }
    }

    private func call(_ client: NotificationsClient, _ name: String) async -> RPCError {
        var count = 0
        while true {
            let session = "\(name)-\(count)"
            do throws(RPCError) {
                _ = try await client.notifyStateChange(
                    NotifyStateChangeRequest(
                        merchantID: Self.merchantID, sessionID: session, state: .paid,
                        eventID: "paid"))
            } catch {
                return error
            }
            sessions.withLock { $0.append(session) }
            count += 1
        }
    }

    func expectEveryAnswer(on server: String) async throws {
        let client = NotificationsClient(try RPCClient(server))
        for session in answered {
            let timeline = try await client.getSession(
                GetSessionRequest(merchantID: Self.merchantID, sessionID: session))
            #expect(timeline.stateChanges.map(\.eventID) == ["paid"])
        }
    }
}
