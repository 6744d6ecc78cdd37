import TestKit
import Testing

@testable import Notifications

/// What a restore makes of a notification, and what counts as a word about it afterwards.
struct RestoreRulesTests {
    private let later = Fixtures.now + .seconds(600)

    @Test(arguments: NotificationStatus.allCases)
    func makesUncertainWhatHadNotEnded(status: NotificationStatus) {
        let notification = Fixtures.notification(status: status)
        let restored = notification.restored(at: later)
        switch status {
        case .held, .pending, .armed, .uncertain:
            #expect(NotificationStatus.unsettled.contains(status))
            #expect(restored?.isRestored == true)
            #expect(restored?.dueAt == notification.expiresAt)
            #expect(restored?.updatedAt == later)
        case .accepted, .sent, .delivered, .read, .failed, .dead, .unresolved, .superseded,
            .expired,
            .cancelled:
            #expect(!NotificationStatus.unsettled.contains(status))
            #expect(restored == nil)
        }
    }

    @Test func aTokenNamesItsNotification() {
        let id = NotificationID(rawValue: "01890a5d-ac96-774b-bcce-b302099a8057")
        var ids = Fixtures.ids()
        let tokens = (0..<3).map { _ in AttemptToken(of: id, unique: ids.next()) }
        #expect(Set(tokens).count == 3)
        #expect(tokens.allSatisfy { $0.notification == id })
        // Meta takes 512 characters.
        #expect(tokens.allSatisfy { $0.rawValue.utf8.count < 64 })
    }

    @Test(arguments: ["v1.01890a5d-ac96-774b-bcce-b302099a8057", "v2.a.b", "", "v1.", "x"])
    func aTokenOfAnotherKindNamesNone(text: String) {
        #expect(AttemptToken(rawValue: text).notification == nil)
    }

    @Test func onlyWhatWasThereBeforeTheRestoreHearsOfLostAttempts() {
        var notification = Fixtures.notification()
        #expect(!notification.awaitsLostAttempts(since: later))
        notification = notification.restored(at: later) ?? notification
        #expect(notification.awaitsLostAttempts(since: later))
        #expect(!notification.awaitsLostAttempts(since: Fixtures.now))
        #expect(notification.ended(as: .unresolved, at: later).awaitsLostAttempts(since: later))
        #expect(notification.sentOnceMore(at: later).awaitsLostAttempts(since: later))
        #expect(!notification.ended(as: .delivered, at: later).awaitsLostAttempts(since: later))
    }

    @Test(arguments: [
        (matched: 5, expected: 5, released: 5), (matched: 0, expected: 0, released: 0),
        (matched: 2_500, expected: 2_500, released: 1_000),
    ])
    func releasesAsManyAsOneCallMay(matched: Int, expected: Int, released: Int) throws {
        let command = ReleaseRestored(
            merchant: Fixtures.merchant.id, isDryRun: false, expectedCount: expected,
            actor: ActorName(rawValue: "mona"))
        #expect(try command.decide(matched: matched) == released)
    }

    @Test func releasesNothingInADryRunOrWithAnotherCount() throws {
        var command = ReleaseRestored(
            merchant: Fixtures.merchant.id, isDryRun: true, expectedCount: 1,
            actor: ActorName(rawValue: "mona"))
        #expect(try command.decide(matched: 7) == 0)
        command.isDryRun = false
        #expect(throws: Refusal.self) { try command.decide(matched: 7) }
    }

    @Test func namesTheFieldsThatAreWrong() {
        let refusal = #expect(throws: Refusal.self) {
            try ReleaseRestored.checked(
                merchant: "", isDryRun: true, expectedCount: 0, actor: "")
        }
        guard case .invalid(let violations) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(violations.map(\.field) == ["merchant_id", "actor"])
    }
}
