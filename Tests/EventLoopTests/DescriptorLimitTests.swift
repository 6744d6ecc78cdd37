import EventLoop
import Testing

@Suite struct DescriptorLimitTests {
    @Test func isRaisedAndNeverLowered() {
        let before = DescriptorLimit.raise(to: 0)
        #expect(before > 0)
        #expect(DescriptorLimit.raise(to: 1) == before)
        let most = DescriptorLimit.raise(to: .max)
        #expect(most >= before)
        #expect(DescriptorLimit.raise(to: 0) == most)
    }
}
