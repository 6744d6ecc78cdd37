import EventLoop
import Testing

@Suite struct InboxTests {
    @Test func onlyTheFirstValueWakesASleepingLoop() {
        let inbox = Inbox<Int>()
        #expect(inbox.put(1))
        #expect(!inbox.put([2, 3]))
        #expect(inbox.take() == [1, 2, 3])
    }

    @Test func aLoopDoesNotSleepOnAWaitingValue() {
        let inbox = Inbox<Int>()
        inbox.wake()
        #expect(!inbox.put(1))
        #expect(!inbox.sleep())
        #expect(inbox.take() == [1])
        #expect(inbox.sleep())
        #expect(inbox.put(2))
    }
}
