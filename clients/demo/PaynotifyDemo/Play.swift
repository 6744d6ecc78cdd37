internal import Foundation
internal import Messages
internal import RPC
internal import RPCClient

/// The demo: both plugins through all states, with repeats, disorder and a kill -9.
struct Play {
    static let merchantID = "demo"

    let stage: Stage
    let notifications: NotificationsClient
    let merchants: MerchantsClient
    /// Where the Go client's output goes.
    let log: URL

    /// Plays, prints, and says whether every promise held.
    func run() async throws -> Bool {
        try await Setup(
            stage: stage, notifications: notifications, merchants: merchants,
            merchantID: Self.merchantID
        ).run()
        for wave in 0..<Scenario.waves {
            try await play(wave: wave)
        }
        try await waitForReceipts()
        return try await report()
    }

    /// Makes the next call of every session, all at once and each twice: once in each language.
    ///
    /// In the middle of the third wave the daemon is killed.
    private func play(wave: Int) async throws {
        let callers: [any Caller] = [
            SwiftCaller(notifications: notifications, merchantID: Self.merchantID),
            GoCaller(
                server: stage.server, merchantID: Self.merchantID, log: log),
        ]
        try await withThrowingTaskGroup(of: Void.self) { calls in
            for session in Scenario.sessions where wave < session.calls.count {
                for caller in callers {
                    calls.addTask { try await caller.make(session.calls[wave], of: session) }
                }
            }
            if wave == 2 {
                try await calls.next()
                print("kill -9 of the daemon, in the middle of the calls")
                try await stage.killAndRestart()
            }
            try await calls.waitForAll()
        }
        // So that each message leaves before the next state makes it pointless.
        try await wait(until: [.pending, .armed])
    }

    private func waitForReceipts() async throws {
        try await wait(until: [.pending, .armed, .accepted, .sent])
    }

    /// Waits, at most half a minute, until no notification has one of the statuses.
    private func wait(until gone: Set<NotificationStatus>) async throws {
        for _ in 0..<300 {
            let statuses = try await timelines().flatMap { $0.notifications.map(\.status) }
            if gone.isDisjoint(with: statuses) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func timelines() async throws -> [GetSessionResponse] {
        var timelines: [GetSessionResponse] = []
        for session in Scenario.sessions {
            do {
                timelines.append(
                    try await notifications.getSession(
                        GetSessionRequest(merchantID: Self.merchantID, sessionID: session.id)))
            } catch RPCError.refused(let status) where status.code == .notFound {
                continue
            }
        }
        return timelines
    }

    private func report() async throws -> Bool {
        let timelines = try await timelines()
        let messages = try await stage.sandbox.messages()
        let tally = Tally(
            intents: timelines.flatMap(\.notifications).map(Tally.Intent.init),
            messageTokens: messages.map { $0.token ?? "" })
        print(Report.table(timelines, messages: messages).text)
        if !tally.uncertain.isEmpty {
            print(
                "uncertain: \(tally.uncertain.count) (\(tally.uncertain.joined(separator: ", ")))")
        }
        for id in tally.lost { print("lost: \(id)") }
        for id in tally.duplicated { print("duplicated: \(id)") }
        if tally.strays > 0 { print("without an intent: \(tally.strays) messages") }
        print(tally.line)
        return tally.isClean
    }
}

extension Tally.Intent {
    fileprivate init(_ notification: Notification) {
        self.init(
            id: notification.notificationID, status: notification.status,
            tokens: notification.attempts.map(\.token))
    }
}
