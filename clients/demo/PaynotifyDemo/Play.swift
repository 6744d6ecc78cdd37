import Foundation
import LocalEnvironment
import Messages
import RPC
import RPCClient

/// The demo: both plugins through all states, with repeats, disorder and a kill -9.
struct Play {
    static let merchantID = "demo"

    let environment: Environment
    let notifications: NotificationsClient
    let merchants: MerchantsClient
    /// Where the Go client's output goes.
    let log: URL

    /// Plays, prints, and says whether every promise held.
    func run() async throws -> Bool {
        try await Setup(
            environment: environment, notifications: notifications, merchants: merchants,
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
        try await withThrowingTaskGroup(of: Void.self) { calls in
            for session in Scenario.sessions where wave < session.calls.count {
                let call = session.calls[wave]
                calls.addTask { [swift] in try await swift.make(call, of: session) }
                calls.addTask { [go] in try await go.make(call, of: session) }
            }
            if wave == 2 {
                try await calls.next()
                print("kill -9 of the daemon, in the middle of the calls")
                try await environment.killAndRestart()
            }
            try await calls.waitForAll()
        }
        // So that each message leaves before the next state makes it pointless.
        try await wait(until: [.pending, .armed])
    }

    private var swift: SwiftCaller {
        SwiftCaller(notifications: notifications, merchantID: Self.merchantID)
    }

    private var go: GoCaller {
        GoCaller(server: environment.server, merchantID: Self.merchantID, log: log)
    }

    private func waitForReceipts() async throws {
        try await wait(until: [.pending, .armed, .accepted, .sent])
    }

    /// Waits, at most half a minute, until no notification has one of the statuses.
    private func wait(until gone: Set<NotificationStatus>) async throws {
        for _ in 0..<300 {
            let statuses = try await timelines().flatMap { $0.notifications }.map { $0.status }
            if gone.isDisjoint(with: statuses) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func timelines() async throws -> [GetSessionResponse] {
        var timelines: [GetSessionResponse] = []
        for session in Scenario.sessions {
            if let timeline = try await timeline(of: session) { timelines.append(timeline) }
        }
        return timelines
    }

    /// nil: paynotify has not heard of the session yet.
    private func timeline(of session: DemoSession) async throws -> GetSessionResponse? {
        let request = GetSessionRequest(merchantID: Self.merchantID, sessionID: session.id)
        do throws(RPCError) {
            return try await notifications.getSession(request)
        } catch {
            guard case .refused(let status) = error, status.code == .notFound else { throw error }
            return nil
        }
    }

    private func report() async throws -> Bool {
        let timelines = try await timelines()
        let messages = try await environment.sandbox.messages()
        let tally = Tally(
            intents: timelines.flatMap { $0.notifications }.map { Tally.Intent($0) },
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
    init(_ notification: Messages.Notification) {
        self.init(
            id: notification.notificationID, status: notification.status,
            tokens: notification.attempts.map { $0.token })
    }
}
