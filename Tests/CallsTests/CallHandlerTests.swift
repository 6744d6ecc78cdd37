import Calls
import Messages
import Notifications
import RPC
import TestKit
import Testing
import Time

struct CallHandlerTests {
    @Test func submitsAllCommandsOfABatchAtOnceAndAnswersThemAtOnce() async {
        // given
        let store = ScriptedStore { _ in .success(.decided(Sample.decision)) }
        let bench = Bench(store)
        let notify = RPCRequest(.notifyStateChange, Sample.notify)
        // when
        bench.handle([notify, notify, notify])
        let replies = await bench.sink.next()
        // then
        #expect(store.batches.map(\.count) == [3])
        #expect(replies?.map(\.0) == [.number(0), .number(1), .number(2)])
    }

    @Test func answersWhatItCanAtOnceBesideTheCommands() async {
        // given
        let store = ScriptedStore { _ in .success(.decided(Sample.decision)) }
        let bench = Bench(store)
        // when
        bench.handle([
            RPCRequest(.notifyStateChange, Sample.notify),
            RPCRequest(.check, HealthCheckRequest()),
            RPCRequest(service: "x", method: "y", payload: []),
        ])
        let first = await bench.sink.next()
        let second = await bench.sink.next()
        // then
        #expect(first?.map(\.0) == [.number(1), .number(2)])
        #expect(second?.map(\.0) == [.number(0)])
    }

    @Test func takesAnEmptyBatch() {
        // given
        let store = ScriptedStore()
        // when
        Bench(store).handle([])
        // then
        #expect(store.batches.isEmpty)
    }

    @Test func handsTheDeadlineToTheStore() async {
        // given
        let store = ScriptedStore()
        let bench = Bench(store)
        let deadline = bench.now + .seconds(5)
        // when
        _ = await bench.reply(
            to: RPCRequest(
                .notifyStateChange, Sample.notify, deadline: deadline))
        // then
        #expect(store.batches.first?.first?.deadline == deadline)
    }

    @Test func refusesACallWhoseTimeIsUpWithoutAskingTheStore() async {
        // given
        let store = ScriptedStore()
        let bench = Bench(store)
        // when
        let status = await bench.refusal(
            of: RPCRequest(
                .notifyStateChange, Sample.notify, deadline: bench.now))
        // then
        #expect(status?.code == .deadlineExceeded)
        #expect(store.batches.isEmpty)
    }

    @Test(arguments: [
        (
            CommandFailure.refused(.notFound(.merchant)), RPCStatus.Code.notFound,
            "MERCHANT_NOT_FOUND"
        ),
        (.refused(.notFound(.authenticator)), .notFound, "AUTHENTICATOR_NOT_FOUND"),
        (.refused(.notFound(.session)), .notFound, "SESSION_NOT_FOUND"),
        (.refused(.notFound(.notification)), .notFound, "NOTIFICATION_NOT_FOUND"),
        (
            .refused(.forbidden(.init(reason: "PLUGIN_CHANGED", message: "no"))),
            .failedPrecondition, "PLUGIN_CHANGED"
        ),
        (
            .refused(.idempotencyKeyReused(EventID(rawValue: "evt-1"))), .alreadyExists,
            "IDEMPOTENCY_KEY_REUSED"
        ),
        (.refused(.invalid("occurred_at_ms", "too late")), .invalidArgument, "INVALID_ARGUMENT"),
        (.deadlinePassed, .deadlineExceeded, "DEADLINE_EXCEEDED"),
        (.unavailable, .unavailable, "STORE_UNAVAILABLE"),
        (.outcomeUnknown, .unavailable, "COMMIT_OUTCOME_UNKNOWN"),
    ])
    func mapsEachFailureToItsStatusAndCountsIt(
        failure: CommandFailure, code: RPCStatus.Code, reason: String
    ) async {
        // given
        let bench = Bench(ScriptedStore { _ in .failure(failure) })
        // when
        let status = await bench.refusal(.notifyStateChange, Sample.notify)
        // then
        #expect(status?.code == code)
        #expect(status?.reason == reason)
        #expect(status?.message.isEmpty == false)
        #expect((status?.retryDelay != nil) == (code == .unavailable))
        #expect(bench.refusals.reasons == [reason])
    }

    @Test func namesTheFieldsThatTheDecisionRefused() async {
        // given
        let bench = Bench(
            ScriptedStore { _ in .failure(.refused(.invalid("occurred_at_ms", "is too late"))) })
        // when
        let status = await bench.refusal(.notifyStateChange, Sample.notify)
        // then
        #expect(status?.fieldViolations == [.init(field: "occurred_at_ms", rule: "is too late")])
    }

    @Test func answersAQuestionThatTheStoreCannotAnswerAsUnavailable() async {
        // given
        let bench = Bench(
            ScriptedStore(.init(failure: StoreFailure(description: "/secret/path: disk I/O"))))
        // when
        let status = await bench.refusal(
            .getMerchant, GetMerchantRequest(merchantID: "shop"))
        // then
        #expect(status?.code == .unavailable)
        #expect(status?.retryDelay != nil)
        #expect(status?.message.contains("secret") == false)
    }

    @Test func answersInternalWhenTheStoreAnswersAnotherQuestion() async {
        // given
        let bench = Bench(ScriptedStore { _ in .success(.recorded(nil)) })
        // when
        let statuses = [
            await bench.refusal(.setMerchant, Sample.setMerchant),
            await bench.refusal(
                .registerAuthenticator, Sample.registerAuthenticator),
            await bench.refusal(.registerTemplate, Sample.registerTemplate),
            await bench.refusal(.enableNotifications, Sample.enable),
            await bench.refusal(.notifyStateChange, Sample.notify),
            await bench.refusal(
                .releaseNotification,
                ReleaseNotificationRequest(merchantID: "shop", notificationID: "n")),
            await bench.refusal(
                .cancelNotification,
                CancelNotificationRequest(merchantID: "shop", notificationID: "n")),
        ]
        // then
        #expect(statuses.allSatisfy { $0?.code == .internal && $0?.reason == "WRONG_ANSWER" })
        #expect(bench.refusals.reasons == statuses.map { $0?.reason })
    }
}
