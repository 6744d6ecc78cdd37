import Notifications
import Testing

@testable import Delivery

struct CommitInboxTests {
    private func news(
        _ names: [String], in queue: Int64 = 0, hasUnverifiedBindings: Bool = false
    ) -> CommitNews {
        let due = names.map {
            DueNotification(
                reference: reference($0), queue: QueueID(rawValue: queue),
                recipient: PhoneNumber(checkedE164: "+96550001234"),
                dueAt: Timestamp(milliseconds: 1))
        }
        return CommitNews(due: due, hasUnverifiedBindings: hasUnverifiedBindings)
    }

    @Test func gathersUntilItIsEmptied() {
        let inbox = CommitInbox()
        inbox.committed(news(["a"], hasUnverifiedBindings: true))
        inbox.committed(news(["b"]))
        let contents = inbox.take()
        #expect(contents.news.due.map(\.reference) == [reference("a"), reference("b")])
        #expect(contents.news.isComplete && contents.hasUnverifiedBindings)
        #expect(inbox.take() == CommitInbox.Contents())
    }

    @Test func holdsNoMoreThanItsLimitAndNotesTheLoss() {
        let inbox = CommitInbox(dueMax: 3)
        for _ in 0..<4 { inbox.committed(news(["a", "b"])) }
        let contents = inbox.take()
        #expect(contents.news.due.count == 3)
        #expect(!contents.news.isComplete)
    }

    @Test func remembersThatQueuesChanged() {
        let inbox = CommitInbox()
        inbox.committed(CommitNews(queuesChanged: true))
        inbox.committed(news(["a"]))
        #expect(inbox.take().news.queuesChanged)
        #expect(!inbox.take().news.queuesChanged)
    }

    @Test func ringsAgainAfterItWasEmptied() async {
        let inbox = CommitInbox()
        var rings = inbox.wakeup.signals.makeAsyncIterator()
        for _ in 0..<2 {
            inbox.committed(news(["a"]))
            await rings.next()
            #expect(inbox.take().news.due.count == 1)
        }
    }

    @Test func letsNothingOfAHeldQueueInAndRingsForNoneOfIt() async {
        let inbox = CommitInbox(dueMax: 2)
        inbox.leaveOut([QueueID(rawValue: 7)])
        inbox.committed(news(["a", "b", "c"], in: 7))
        #expect(inbox.take() == CommitInbox.Contents())
        inbox.committed(news(["d"], in: 8))
        var rings = inbox.wakeup.signals.makeAsyncIterator()
        await rings.next()
        let contents = inbox.take()
        #expect(contents.news.due.map(\.reference) == [reference("d")])
        #expect(contents.news.isComplete)
    }

    @Test func letsAQueueInAgainThatIsNoLongerHeld() {
        let inbox = CommitInbox()
        inbox.leaveOut([QueueID(rawValue: 7)])
        inbox.leaveOut([])
        inbox.committed(news(["a"], in: 7))
        #expect(inbox.take().news.due.map(\.reference) == [reference("a")])
    }

    @Test func takesInThatAHeldQueueChanged() {
        let inbox = CommitInbox()
        inbox.leaveOut([QueueID(rawValue: 7)])
        var news = news(["a"], in: 7)
        news.queuesChanged = true
        inbox.committed(news)
        let contents = inbox.take()
        #expect(contents.news.queuesChanged && contents.news.due.isEmpty)
    }
}
