import Foundation
import Notifications
import SQLite
import SQLiteStore
import Synchronization
import TestKit

/// What a store's writer ran since it was asked last.
final class Tape: Sendable {
    private let statements = Mutex<[TracedStatement]>([])

    func add(_ statement: TracedStatement) { statements.withLock { $0.append(statement) } }

    func take() -> [TracedStatement] {
        statements.withLock { statements in
            defer { statements = [] }
            return statements
        }
    }
}

/// Lets a store make the calls of the canonical workload, and writes down what it runs.
struct FloorRecorder {
    /// What a session's rows point at; written for a merchant, before its sessions.
    private static let tablesBefore = ["merchants", "queues"]

    let store: SQLiteStore
    let clock: ManualClock
    let tape: Tape
    let tablesWithRows: Set<String>

    /// Records all but what is known of the file.
    func record(
        settings: [String], schema: [String], options: SQLiteStoreOptions
    ) async throws -> FloorScript {
        var merchants: [Sample] = []
        for number in 1...3 { merchants.append(try await prepareMerchant(number)) }
        var finder = SourceFinder(merchants, tablesWithRows: tablesWithRows)
        let merchant = try finder.find()
        let flows = try await recordFlows(of: finder.samplesAfterwards)
        return FloorScript(
            settings: settings, schema: schema, begin: flows.begin, merchant: merchant,
            enable: flows.enable, flows: flows.flows, checkpointPages: options.checkpointPages,
            callsPerCommitMax: options.commandsPerCommitMax)
    }

    /// A merchant that has made each call once, so that nothing is done for the first time after it.
    private func prepareMerchant(_ number: Int) async throws -> Sample {
        let id = UUID().uuidString.lowercased()
        _ = tape.take()
        try await store.prepare(
            MerchantID(rawValue: id), phoneNumberID: "80000000000000\(number)")
        for flow in CheckoutFlow.all {
            var session = newSession(of: Sample(merchantID: id))
            _ = try await commit([enable(session)])
            for state in flow.states {
                session.eventID = UUID().uuidString.lowercased()
                _ = try await commit([notify(state, session)])
            }
        }
        let statements = tape.take().filter { statement in
            Self.tablesBefore.contains { statement.text.hasPrefix("INSERT INTO \($0) ") }
        }
        return Sample(merchantID: id, statements: statements, isOfSession: false)
    }

    private struct Flows {
        var begin = RecordedProgram()
        var enable = RecordedProgram()
        var flows: [FloorScript.Flow] = []
    }

    private func recordFlows(of merchants: [Sample]) async throws -> Flows {
        var recorded = Flows()
        for flow in CheckoutFlow.all {
            var sessions = merchants.map { newSession(of: $0) }
            let enabled = try await recordCall(&sessions) { enable($0) }
            recorded.begin = enabled.begin
            recorded.enable = enabled.call
            var calls: [FloorScript.Call] = []
            let repeated = flow.repeatsLast ? flow.states.suffix(1) : []
            for (index, state) in (flow.states + repeated).enumerated() {
                let isRepeated = index == flow.states.count
                if !isRepeated {
                    for index in sessions.indices {
                        sessions[index].eventID = UUID().uuidString.lowercased()
                    }
                }
                let call = try await recordCall(&sessions) { notify(state, $0) }
                calls.append(
                    FloorScript.Call(program: call.call, state: state, isRepeated: isRepeated))
            }
            recorded.flows.append(FloorScript.Flow(share: flow.share, calls: calls))
        }
        return recorded
    }

    /// Makes the call for the first session alone and for the other two in one commit.
    private func recordCall(
        _ sessions: inout [Sample], _ command: (Sample) -> Command
    ) async throws -> (begin: RecordedProgram, call: RecordedProgram) {
        let single = try await commit([command(sessions[0])])
        sessions[0].milliseconds = clock.now().milliseconds
        let double = try await commit(sessions[1...].map(command))
        for index in 1..<sessions.count { sessions[index].milliseconds = clock.now().milliseconds }
        guard let split = CommitSplit(single: single, double: double) else {
            throw UnexpectedResult(description: "a commit is not made of its calls: \(double)")
        }
        for index in sessions.indices { sessions[index].statements = split.calls[index] }
        var finder = SourceFinder(sessions, tablesWithRows: tablesWithRows)
        var program = try finder.find()
        program.ends = Set(constants(split.end).steps)
        sessions = finder.samplesAfterwards
        return (constants(split.begin), program)
    }

    /// A program of the values that it was recorded with: what a commit adds to its totals costs the
    /// same for each number.
    private func constants(_ statements: [TracedStatement]) -> RecordedProgram {
        RecordedProgram(
            steps: statements.map { statement in
                RecordedStep(
                    text: statement.text, sources: statement.values.map { .constant($0) },
                    insertsRow: false)
            })
    }
}

// MARK: - Commands

extension FloorRecorder {
    private func newSession(of merchant: Sample) -> Sample {
        Sample(
            merchantID: merchant.merchantID, sessionID: UUID().uuidString.lowercased(),
            merchantRows: merchant.merchantRows)
    }

    private func enable(_ session: Sample) -> Command {
        var command = Fixtures.enable()
        command.merchant = MerchantID(rawValue: session.merchantID)
        command.session = SessionID(rawValue: session.sessionID)
        return .enableNotifications(command)
    }

    private func notify(_ state: PaymentState, _ session: Sample) -> Command {
        var command = Fixtures.change(to: state, event: session.eventID)
        command.merchant = MerchantID(rawValue: session.merchantID)
        command.session = SessionID(rawValue: session.sessionID)
        // Like a digest, it differs from call to call and not from a call to its repetition.
        command.digest = RequestDigest(bytes: Array(session.eventID.utf8.prefix(32)))
        return .notifyStateChange(command)
    }

    /// Carries the commands out in one commit, a while after the last one; gives what ran.
    private func commit(_ commands: [Command]) async throws -> [TracedStatement] {
        clock.advance(by: .milliseconds(.random(in: 1_000...9_000)))
        let started = tape.take()
        let results = await withCheckedContinuation { continuation in
            store.submit(commands.map { Submission($0) }) { continuation.resume(returning: $0) }
        }
        for result in results {
            if case .decided(let decision, _) = try result.get(), decision.outcome != .queued {
                throw UnexpectedResult(description: "not queued: \(decision)")
            }
        }
        let statements = tape.take()
        started.forEach(tape.add)
        statements.forEach(tape.add)
        return statements
    }
}
