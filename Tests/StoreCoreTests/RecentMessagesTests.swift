import Notifications
import TestKit
import Testing

@testable import StoreCore

@Suite struct RecentMessagesTests {
    private func message(_ number: Int, token: String? = nil) -> RecentMessages.Message {
        let notification = Fixtures.notification(
            "n-\(number)", status: .armed, attemptNumber: 1)
        var attempt = Fixtures.attempt()
        attempt.token = AttemptToken(rawValue: token ?? "t-\(number)")
        return .init(
            merchant: Fixtures.merchant.id,
            notification: StoredNotification(
                row: Int64(number), session: 1, revision: 1, queue: QueueID(rawValue: 1),
                plugin: .paymentRequest, isReplay: false, channel: .automatic,
                notification: notification),
            attempt: StoredAttempt(
                row: Int64(number), number: Fixtures.authenticator.phoneNumberID, attempt: attempt))
    }

    private func reference(
        _ number: Int, of merchant: MerchantID = Fixtures.merchant.id
    ) -> NotificationReference {
        NotificationReference(
            merchant: merchant, notification: NotificationID(rawValue: "n-\(number)"))
    }

    @Test func findsByNotificationAndByToken() {
        let recent = RecentMessages()
        recent.keep(message(1))

        #expect(recent.find(reference(1))?.notification.row == 1)
        #expect(recent.find(AttemptToken(rawValue: "t-1"))?.attempt.row == 1)
        #expect(recent.find(reference(2)) == nil)
        #expect(recent.find(AttemptToken(rawValue: "t-2")) == nil)
    }

    @Test func doesNotFindAnotherMerchants() {
        let recent = RecentMessages()
        recent.keep(message(1))

        #expect(recent.find(reference(1, of: MerchantID(rawValue: "other"))) == nil)
    }

    @Test func knowsOnlyTheLastAttempt() {
        let recent = RecentMessages()
        recent.keep(message(1, token: "first"))
        recent.keep(message(1, token: "second"))

        #expect(recent.find(AttemptToken(rawValue: "first")) == nil)
        #expect(recent.find(AttemptToken(rawValue: "second")) != nil)
    }

    @Test func forgetsTheOldestGeneration() {
        let recent = RecentMessages(generationMax: 2)
        for number in 1...5 { recent.keep(message(number)) }

        #expect((1...5).filter { recent.find(reference($0)) != nil } == [3, 4, 5])
        #expect(
            (1...5).filter { recent.find(AttemptToken(rawValue: "t-\($0)")) != nil } == [3, 4, 5])
    }

    @Test func whatIsKeptAgainIsYoungAgain() {
        let recent = RecentMessages(generationMax: 2)
        for number in [1, 2, 3, 1, 4] { recent.keep(message(number)) }

        #expect((1...4).filter { recent.find(reference($0)) != nil } == [1, 3, 4])
    }

    @Test(arguments: [1, 2, 3])
    func aWrittenNotificationIsFoundAsItWasWritten(number: Int) {
        let recent = RecentMessages(generationMax: 2)
        for number in 1...3 { recent.keep(message(number)) }
        let written = message(number).notification
        recent.replace(
            with: StoredNotification(
                row: written.row, session: 1, revision: 7, queue: written.queue,
                plugin: .paymentRequest, isReplay: false, channel: .automatic,
                notification: written.notification))
        recent.replace(with: message(9).notification)

        #expect(recent.find(reference(number))?.notification.revision == 7)
        #expect(recent.find(reference(9)) == nil)
    }

    @Test func forgetsOneOrAll() {
        let recent = RecentMessages(generationMax: 2)
        for number in 1...4 { recent.keep(message(number)) }
        recent.forget(NotificationID(rawValue: "n-1"))
        recent.forget(NotificationID(rawValue: "n-4"))
        #expect((1...4).filter { recent.find(reference($0)) != nil } == [2, 3])

        recent.forgetAll()
        #expect((1...4).allSatisfy { recent.find(AttemptToken(rawValue: "t-\($0)")) == nil })
    }
}
