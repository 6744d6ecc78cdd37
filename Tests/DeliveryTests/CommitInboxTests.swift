import Notifications
import Testing

@testable import Delivery

struct CommitInboxTests {
    private func events(
        _ names: [String], in queue: Int64 = 0, hasUnverifiedBindings: Bool = false
    ) -> CommitEvents {
        let due = names.map {
            DueNotification(
                reference: reference($0), queue: QueueID(rawValue: queue),
                recipient: PhoneNumber(checkedE164: "+96550001234"),
                dueAt: Timestamp(milliseconds: 1))
        }
        return CommitEvents(due: due, hasUnverifiedBindings: hasUnverifiedBindings)
    }

    @Test func gathersUntilItIsEmptied() {
        let inbox = CommitInbox()
        inbox.committed(events(["a"], hasUnverifiedBindings: true))
        inbox.committed(events(["b"]))
        let contents = inbox.take()
        #expect(contents.events.due.map(\.reference) == [reference("a"), reference("b")])
        #expect(contents.isComplete && contents.events.hasUnverifiedBindings)
        #expect(inbox.take() == CommitInbox.Contents())
    }

    @Test func holdsNoMoreThanItsLimitAndNotesTheLoss() {
        let inbox = CommitInbox(dueMax: 3)
        for _ in 0..<4 { inbox.committed(events(["a", "b"])) }
        let contents = inbox.take()
        #expect(contents.events.due.count == 3)
        #expect(!contents.isComplete)
    }

    @Test func remembersThatQueuesChanged() {
        let inbox = CommitInbox()
        inbox.committed(CommitEvents(queuesChanged: true))
        inbox.committed(events(["a"]))
        #expect(inbox.take().events.queuesChanged)
        #expect(!inbox.take().events.queuesChanged)
    }

    @Test func ringsAgainAfterItWasEmptied() async {
        let inbox = CommitInbox()
        var rings = inbox.wakeup.signals.makeAsyncIterator()
        for _ in 0..<2 {
            inbox.committed(events(["a"]))
            await rings.next()
            #expect(inbox.take().events.due.count == 1)
        }
    }

    @Test func letsNothingOfAHeldQueueInAndRingsForNoneOfIt() async {
        let inbox = CommitInbox(dueMax: 2)
        inbox.leaveOut([QueueID(rawValue: 7)])
        inbox.committed(events(["a", "b", "c"], in: 7))
        #expect(inbox.take() == CommitInbox.Contents())
        inbox.committed(events(["d"], in: 8))
        var rings = inbox.wakeup.signals.makeAsyncIterator()
        await rings.next()
        let contents = inbox.take()
        #expect(contents.events.due.map(\.reference) == [reference("d")])
        #expect(contents.isComplete)
    }

    @Test func letsAQueueInAgainThatIsNoLongerHeld() {
        let inbox = CommitInbox()
        inbox.leaveOut([QueueID(rawValue: 7)])
        inbox.leaveOut([])
        inbox.committed(events(["a"], in: 7))
        #expect(inbox.take().events.due.map(\.reference) == [reference("a")])
    }

    @Test func takesInThatAHeldQueueChanged() {
        let inbox = CommitInbox()
        inbox.leaveOut([QueueID(rawValue: 7)])
        var told = events(["a"], in: 7)
        told.queuesChanged = true
        inbox.committed(told)
        let contents = inbox.take()
        #expect(contents.events.queuesChanged && contents.events.due.isEmpty)
    }
}
