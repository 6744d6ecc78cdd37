import Foundation
import LocalEnvironment
import Messages
import RPC
import RPCClient
import Synchronization
import TestKit
import Testing

@testable import PaynotifyDemo

extension HeavyTests {
    /// kill -9 of the daemon, at any moment and again and again, while services call it.
    struct KillTests {
        private static let sessions = (0..<100).map { "session-\($0)" }
        private static let states = [PaymentState.created, .failed, .paid, .expired]
        private static let kills = 10

        @Test func keepsEveryAnswerAndOneIntentAState() async throws {
            let given = ProcessInfo.processInfo.environment["PAYNOTIFY_SEED"]
            let seed = given.flatMap { UInt64($0) } ?? .random(in: .min ... .max)
            print("KillTests: seed \(seed)")
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture(sandboxOptions: ["--unthrottled"]) {
                    fixture in
                    let book = AnswerBook()
                    try await Self.play(fixture, book, seed: seed)
                    try await fixture.environment.killAndRestart()

                    #expect(book.answers.count == Self.sessions.count * Self.states.count)
                    #expect(book.lostCount > 0, "seed \(seed): no kill met a call in flight")
                    try await Self.expectTheSameAnswers(fixture, book, seed: seed)
                    try await Self.expectOneIntentAState(fixture, book, seed: seed)
                    try await Self.expectOneMessageAnIntent(fixture, seed: seed)
                }
            }
        }

        /// The sandbox stands still with the request in its socket, so that the daemon is killed
        /// after its bytes have left and before an answer.
        @Test func neverRepeatsASendWithoutAnAnswerAndBelievesItsReceipt() async throws {
            try await ProgramFolder.with { programs in
                try await programs.withMerchantFixture(sandboxOptions: ["--unthrottled"]) {
                    fixture in
                    try await fixture.enable("s-1")
                    let sandbox = fixture.environment.sandboxProgram.processIdentifier
                    kill(sandbox, SIGSTOP)
                    defer { kill(sandbox, SIGCONT) }
                    try await fixture.notify("s-1", .paid)
                    let armed = try await fixture.notification(of: "s-1", .paid, once: .armed)
                    #expect(armed.status == .armed)
                    let hasLeft = try await eventually { try Self.hasUnreadBytes(fixture.sandbox) }
                    #expect(hasLeft)

                    try await fixture.environment.killAndRestart()
                    let uncertain = try await fixture.notification(
                        of: "s-1", .paid, once: .uncertain)
                    #expect(uncertain.status == .uncertain)

                    kill(sandbox, SIGCONT)
                    let sent = try await fixture.notification(of: "s-1", .paid, once: .delivered)
                    #expect(sent.status == .delivered)
                    #expect(sent.attempts.count == 1)
                    let tally = try await fixture.tally(["s-1"])
                    #expect(tally.isClean && tally.sent == 1, "\(tally)")
                }
            }
        }

        /// Whether a connection to the sandbox holds what it has not read, by `/proc/net/tcp`: the
        /// address is in hexadecimal, 01 is an established connection, and the queues are
        /// sent:received.
        private static func hasUnreadBytes(_ sandbox: SandboxControl) throws -> Bool {
            let port = try #require(URL(string: sandbox.baseURL)?.port)
            // A file of /proc has no size: String(contentsOf:) gives its first page alone.
            let table = FileHandle(forReadingAtPath: "/proc/net/tcp")
            let text = String(decoding: try table?.readToEnd() ?? Data(), as: UTF8.self)
            return text.split(separator: "\n").contains { line in
                let fields = line.split(separator: " ")
                return fields.count > 4 && fields[3] == "01"
                    && fields[1].hasSuffix(":" + String(format: "%04X", port))
                    && !fields[4].hasSuffix(":00000000")
            }
        }

        /// Makes all calls, of sixteen sessions at a time, with kills at moments drawn by lot.
        private static func play(_ fixture: MerchantFixture, _ book: AnswerBook, seed: UInt64)
            async throws
        {
            var lots = SeededGenerator(seed: seed)
            let last = sessions.count * states.count - 20
            let moments = (0..<kills).map { _ in Int.random(in: 1...last, using: &lots) }.sorted()
            try await withThrowingTaskGroup(of: Void.self) { lanes in
                for lane in 0..<16 {
                    lanes.addTask {
                        for session in stride(from: lane, to: sessions.count, by: 16) {
                            try await book.play(sessions[session], states, in: fixture)
                        }
                    }
                }
                lanes.addTask {
                    for moment in moments {
                        _ = await eventually { book.answers.count >= moment }
                        try await fixture.environment.killAndRestart()
                    }
                }
                try await lanes.waitForAll()
            }
        }

        private static func expectTheSameAnswers(
            _ fixture: MerchantFixture, _ book: AnswerBook, seed: UInt64
        ) async throws {
            for answer in book.answers {
                let again = try await fixture.notify(answer.session, answer.state)
                #expect(again == answer.response, "seed \(seed): \(answer.session)")
            }
        }

        private static func expectOneIntentAState(
            _ fixture: MerchantFixture, _ book: AnswerBook, seed: UInt64
        ) async throws {
            let answers = Dictionary(grouping: book.answers, by: \.session)
            for session in sessions {
                let timeline = try await fixture.timeline(of: session)
                for answer in answers[session] ?? [] {
                    let stored = timeline.stateChanges.filter {
                        $0.eventID == answer.state.plainName
                    }
                    #expect(stored.count == 1, "seed \(seed): \(session) \(answer.state)")
                    #expect(stored.first?.outcome == answer.response.outcome)
                    #expect(stored.first?.reason == answer.response.reason)
                    #expect(stored.first?.notificationID == answer.response.notificationID)
                    let intents = timeline.notifications.filter { $0.state == answer.state }
                    #expect(
                        intents.map(\.notificationID)
                            == [answer.response.notificationID]
                            .filter { !$0.isEmpty },
                        "seed \(seed): \(session) \(answer.state)")
                }
            }
        }

        private static func expectOneMessageAnIntent(_ fixture: MerchantFixture, seed: UInt64)
            async throws
        {
            let isQuiet = try await eventually {
                for status in [NotificationStatus.pending, .armed, .accepted, .sent] {
                    let page = try await fixture.notifications.listNotifications(
                        ListNotificationsRequest(
                            merchantID: MerchantFixture.merchantID, status: status, pageSize: 1))
                    guard page.notifications.isEmpty else { return false }
                }
                return true
            }
            #expect(isQuiet, "seed \(seed)")
            let tally = try await fixture.tally(sessions)
            #expect(tally.isClean, "seed \(seed): \(tally)")
            #expect(tally.delivered > 0)
        }
    }
}

/// What services were answered.
private final class AnswerBook: Sendable {
    struct Answer: Sendable {
        var session: String
        var state: PaymentState
        var response: NotifyStateChangeResponse
    }

    private let book = Mutex<(answers: [Answer], lostCount: Int)>(([], 0))

    var answers: [Answer] { book.withLock { $0.answers } }
    /// Calls that were sent and never answered.
    var lostCount: Int { book.withLock { $0.lostCount } }

    /// Makes the session's calls in order, each until it is answered.
    func play(_ session: String, _ states: [PaymentState], in fixture: MerchantFixture) async throws
    {
        // Each customer has a phone of their own: nobody is written to too often.
        let phone = "+9655\(1_000_000 + (Int(session.filter(\.isNumber)) ?? 0))"
        try await settle { try await fixture.enable(session, phone: phone) }
        for state in states {
            let response = try await settle { try await fixture.notify(session, state) }
            book.withLock {
                $0.answers.append(Answer(session: session, state: state, response: response))
            }
        }
    }

    /// Repeats the call while nobody answers it.
    private func settle<Response>(
        _ call: () async throws -> Response
    ) async throws -> Response {
        let deadline = ContinuousClock.now + RawPeer.patience
        while true {
            do {
                return try await call()
            } catch let error as RPCError {
                guard mayBeRepeated(error), .now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    private func mayBeRepeated(_ error: RPCError) -> Bool {
        switch error {
        case .refused(let status): return status.code == .unavailable
        case .notSent: return true
        case .outcomeUnknown:
            book.withLock { $0.lostCount += 1 }
            return true
        }
    }
}
