import Logging
import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct SenderInquiryTests {
    private let clock = SteppedClock()
    private let store = RecordingStore()
    private let directory = ScriptedSenderDirectory()
    private let metrics = RecordingMetrics()
    private let one = account("1", of: "700000000000001")
    private let two = account("2", of: "700000000000002")

    /// Runs a worker beside the body.
    private func withWorker(
        _ body: (InquiryWorker<SenderInquiry>) async throws -> Void
    ) async throws {
        let wallClock = SteppedWallClock(clock: clock)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let inquiry = SenderInquiry(
            store: store, directory: directory, gate: ManagementGate(wallClock: wallClock),
            metrics: metrics, logger: logger)
        let worker = InquiryWorker(
            inquiry, wallClock: wallClock, clock: clock, random: FixedGenerator(), logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            try await body(worker)
            group.cancelAll()
        }
    }

    @Test func recordsWhatMetaSaysOfEachNumber() async throws {
        store.set(sendersToAsk: [one, two])

        try await withWorker { _ in
            await directory.untilAsked(times: 2)
            await untilRecorded(2)
        }

        #expect(Set(reports.map(\.number.rawValue)) == ["1", "2"])
        #expect(reports.allSatisfy { $0.details == ScriptedSenderDirectory.details })
    }

    @Test func asksWhenACommitMayHaveBroughtANumber() async throws {
        try await withWorker { worker in
            await clock.untilAsleep()
            store.set(sendersToAsk: [one])
            worker.committed(CommitEvents(hasUnverifiedBindings: true))
            worker.committed(CommitEvents(queuesChanged: true))
            await untilRecorded(1)
        }

        #expect(reports.map(\.number) == [one.phoneNumberID])
    }

    @Test func asksAgainAfterAPauseWhatMetaDidNotAnswer() async throws {
        store.set(sendersToAsk: [one])
        directory.fail(2, with: DirectoryFailure(detail: "unreachable"))

        try await withWorker { _ in
            while reports.isEmpty {
                await clock.step(sleepers: 1)
                for _ in 0..<20 { await Task.yield() }
            }
        }

        #expect(directory.asked.count == 3)
        #expect(clock.now.offset >= .milliseconds(1_500))
    }

    @Test func asksNothingMoreAboutAnAccountThatWasAskedAboutTooOften() async throws {
        let other = account("3", of: one.accountID)
        let refusal = DirectoryFailure(
            cause: .tooManyCalls(after: .seconds(600)), code: 80_007, detail: "too many")
        store.set(sendersToAsk: [one])
        directory.fail(1, with: refusal)

        try await withWorker { worker in
            await directory.untilAsked(times: 1)
            store.set(sendersToAsk: [other, two])
            worker.committed(CommitEvents(queuesChanged: true))
            await untilRecorded(1)
            #expect(reports.map(\.number) == [two.phoneNumberID])
            while reports.count < 2 {
                await clock.step(sleepers: 1)
                for _ in 0..<20 { await Task.yield() }
            }
        }

        #expect(reports.last?.number == other.phoneNumberID)
        #expect(clock.now.offset >= .seconds(600))
    }

    @Test func whatMetaDoesNotAnswerTakesNoPlaceFromTheOthers() async throws {
        let pageMax = InquiryWorker<SenderInquiry>.pageMax
        let dead = (0..<pageMax).map { account("dead \($0)", of: "\($0)") }
        store.set(sendersToAsk: dead + [one])
        directory.fail(pageMax, with: DirectoryFailure(detail: "unreachable"))

        try await withWorker { _ in await untilRecorded(1) }

        #expect(reports.first?.number == one.phoneNumberID)
    }

    @Test func whatMayNotBeAskedYetTakesNoPlaceFromTheOthers() async throws {
        let pageMax = InquiryWorker<SenderInquiry>.pageMax
        let refusal = DirectoryFailure(
            cause: .tooManyCalls(after: .seconds(600)), code: 80_007, detail: "too many")
        store.set(sendersToAsk: [two])
        directory.fail(1, with: refusal)

        try await withWorker { worker in
            await directory.untilAsked(times: 1)
            let closed = (0..<pageMax).map { account("\($0)", of: two.accountID) }
            store.set(sendersToAsk: closed + [one])
            worker.committed(CommitEvents(queuesChanged: true))
            await untilRecorded(1)
        }

        #expect(reports.first?.number == one.phoneNumberID)
    }

    @Test func goesOnWhenTheStoreCannotBeRead() async throws {
        store.set(sendersToAsk: [one])
        store.set(isReadable: false)

        try await withWorker { _ in
            await clock.untilAsleep()
            store.set(isReadable: true)
            while reports.isEmpty {
                await clock.step(sleepers: 1)
                for _ in 0..<20 { await Task.yield() }
            }
        }

        #expect(reports.map(\.number) == [one.phoneNumberID])
    }

    private var reports: [SenderDetailsReport] {
        store.batches.flatMap { $0 }.compactMap { command in
            if case .recordSenderDetails(let report) = command { report } else { nil }
        }
    }

    private func untilRecorded(_ count: Int) async {
        while reports.count < count && !Task.isCancelled { await Task.yield() }
    }
}

private func account(_ number: String, of account: String) -> SenderAccount {
    SenderAccount(
        phoneNumberID: PhoneNumberID(rawValue: number), accountID: account,
        accessToken: Secret("t"), appSecret: Secret("s"))
}
