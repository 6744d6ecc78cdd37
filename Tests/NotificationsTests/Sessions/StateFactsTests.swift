import Notifications
import Testing

@Suite struct StateFactsTests {
    @Test func theStatesThatNotifyAreTheSpecificationsInItsOrder() {
        #expect(
            PaymentState.notifying == [.created, .paid, .authorized, .canceled, .failed, .expired])
    }

    @Test(arguments: PaymentState.allCases)
    func whatAStateIsFitsWhatItDoes(state: PaymentState) {
        #expect(!state.words.isEmpty)
        #expect(state.rawValue.utf8.count <= 15, "tables read it as a short text")
        switch state.facts.role {
        case .operation:
            #expect(state.phase == nil && state.withdraws.isEmpty)
        case .close(let after):
            // What closes leaves no promise to pay, and never follows a payment that was made.
            #expect(state.withdraws.contains(.created))
            #expect(!after.contains(.paid) && !after.contains(.authorized))
            for other in after { #expect(other.rank != nil, "\(other) is open") }
        case .step(let rank):
            #expect(rank >= 0)
            // A later state makes news of an earlier one pointless, never the other way round.
            for other in state.withdraws { #expect((other.rank ?? rank) < rank, "\(other)") }
        }
    }
}
