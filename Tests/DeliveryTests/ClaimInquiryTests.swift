import Logging
import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct ClaimInquiryTests {
    private let clock = SteppedClock()
    private let store = RecordingStore()
    private let directory = ScriptedClaimDirectory()
    private let log = RecordingLog()

    private func question(wantsSubscription: Bool = false) -> ClaimToCheck {
        ClaimToCheck(
            merchant: MerchantID(rawValue: "shop"),
            authenticator: AuthenticatorID(rawValue: "a"), version: 3,
            account: SenderAccount(
                phoneNumberID: PhoneNumberID(rawValue: "1"), accountID: "7",
                accessToken: Secret("t"), appSecret: Secret("s")),
            wantsSubscription: wantsSubscription, isAwaited: true)
    }

    /// Runs a worker until it recorded so many answers.
    private func run(until reports: Int, _ question: ClaimToCheck) async -> [ClaimReport] {
        store.set(claimsToCheck: [question])
        let wallClock = SteppedWallClock(clock: clock)
        let inquiry = ClaimInquiry(
            store: store, directory: directory, gate: ManagementGate(wallClock: wallClock),
            metrics: RecordingMetrics(), logger: log.logger)
        let worker = InquiryWorker(
            inquiry, wallClock: wallClock, clock: clock, random: FixedGenerator(),
            logger: log.logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            while recorded.count < reports {
                await clock.step(sleepers: 1)
                for _ in 0..<20 { await Task.yield() }
            }
            group.cancelAll()
        }
        return recorded
    }

    private var recorded: [ClaimReport] {
        store.batches.flatMap { $0 }.compactMap { command in
            if case .recordClaim(let report) = command { report } else { nil }
        }
    }

    @Test func recordsThatMetaConfirmsAClaimAndWhoGetsTheWebhooks() async {
        let reports = await run(until: 1, question())

        #expect(reports.map(\.claim) == [.valid])
        #expect(reports.map(\.isSubscribed) == [true])
        #expect(reports.map(\.version) == [3])
    }

    @Test func recordsARefusalInMetasWordsAndTellsOfIt() async {
        directory.answer(
            with: [.failure(DirectoryFailure(cause: .refused(.credentials), detail: "no such"))])
        let reports = await run(until: 1, question())

        #expect(reports.map(\.claim) == [.refused("no such")])
        #expect(reports.map(\.isSubscribed) == [nil])
        #expect(log.lines.contains { $0.contains("Meta refuses") && $0.contains("no such") })
    }

    @Test func metaOutOfReachIsNoRefusal() async {
        directory.answer(with: [
            .failure(DirectoryFailure(detail: "no connection")),
            .failure(DirectoryFailure(cause: .tooManyCalls(after: .seconds(60)), detail: "busy")),
        ])
        let reports = await run(until: 1, question())

        #expect(reports.map(\.claim) == [.valid])
        #expect(directory.questions == 3)
    }

    @Test func tellsThatAnAccountIsNotSubscribed() async {
        directory.setSubscribed(false)
        let reports = await run(until: 1, question())

        #expect(reports.map(\.isSubscribed) == [false])
        #expect(log.lines.contains { $0.contains("posts no webhooks") })
    }

    @Test func subscribesWhereAPersonWantsIt() async {
        directory.setSubscribed(false)
        let reports = await run(until: 1, question(wantsSubscription: true))

        #expect(reports.map(\.isSubscribed) == [true])
    }
}
