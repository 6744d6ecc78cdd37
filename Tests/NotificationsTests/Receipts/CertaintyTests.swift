import Notifications
import TestKit
import Testing

@Suite struct CertaintyTests {
    @Test(arguments: NotificationStatus.allCases)
    func onlyTheEndOfADoubtIsCounted(status: NotificationStatus) {
        let isDoubt = status == .uncertain || status == .unresolved
        for doubt in [NotificationStatus.uncertain, .unresolved] {
            let gained = Certainty.gained(
                from: Fixtures.notification(status: doubt),
                to: Fixtures.notification(status: status), by: .policy)
            #expect(gained == (isDoubt ? [] : [.resolved(by: .policy)]))
        }
        let gained = Certainty.gained(
            from: Fixtures.notification(status: .armed),
            to: Fixtures.notification(status: status), by: .receipt)
        #expect(gained.isEmpty)
    }

    @Test func eachDuplicateIsCountedOnce() {
        let before = Fixtures.notification(status: .armed)
        var possible = before
        possible.isPossibleDuplicate = true
        var confirmed = possible
        confirmed.isDuplicateConfirmed = true

        let first = Certainty.gained(from: before, to: possible, by: .policy)
        let second = Certainty.gained(from: possible, to: confirmed, by: .receipt)
        let third = Certainty.gained(from: confirmed, to: confirmed, by: .receipt)

        #expect(first == [.possibleDuplicate])
        #expect(second == [.confirmedDuplicate])
        #expect(third.isEmpty)
    }

    @Test func onlyAPersonAndThePolicyEndADoubtWithoutAReceipt() {
        let reference = NotificationReference(
            merchant: Fixtures.merchant.id, notification: NotificationID(rawValue: "n"))

        #expect(Command.resolveUncertain(ResolveUncertain(reference: reference)).source == .policy)
        #expect(Command.expire(ExpireNotification(reference: reference)).source == .receipt)
    }
}
