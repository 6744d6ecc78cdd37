import Notifications
import Synchronization
import TestKit
import Testing

@testable import StoreCore

@Suite struct TicketTests {
    private static let reference = NotificationReference(
        merchant: Fixtures.merchant.id, notification: NotificationID(rawValue: "n"))
    private static let refusal = CommandFailure.refused(.notFound(.merchant))

    /// A ticket of so many commands.
    private func ticket(_ count: Int) -> Ticket {
        let command = Command.expire(ExpireNotification(reference: Self.reference))
        return Ticket(Array(repeating: Submission(command), count: count)) { _ in }
    }

    private func results(of ticket: Ticket) -> [CommandResult] { ticket.outcomes.map(\.1) }

    @Test func isSettledOnceACommitKeptAllOfIt() {
        var ticket = ticket(2)
        #expect(ticket.left == 2)
        ticket.append(.success(.recorded(nil)))
        ticket.append(.success(.recorded(nil)))
        #expect(ticket.next == nil)
        #expect(!ticket.isSettled, "no commit has ended")

        ticket.settle()

        #expect(ticket.isSettled)
    }

    @Test func whatWasTakenBackHasItsTurnAgain() {
        var ticket = ticket(3)
        ticket.append(.success(.recorded(.pending)))
        ticket.settle()
        ticket.append(.success(.recorded(.expired)))

        ticket.forgetUnsettled()

        #expect(ticket.left == 2)
        #expect(results(of: ticket) == [.success(.recorded(.pending))])
    }

    @Test func aFailedCommitIsTheResultOfWhatWasCarriedOutInIt() {
        var ticket = ticket(3)
        ticket.append(.success(.recorded(nil)))
        ticket.settle()
        ticket.append(.success(.recorded(nil)))

        ticket.settle(unsettledAs: .outcomeUnknown)
        ticket.refuseRest(as: .unavailable)

        #expect(
            results(of: ticket) == [
                .success(.recorded(nil)), .failure(.outcomeUnknown), .failure(.unavailable),
            ])
        #expect(ticket.isSettled)
    }

    @Test func ofWhatMayBeLostNobodyKnowsButWhatWasNeverTried() {
        var ticket = ticket(4)
        ticket.append(.success(.recorded(nil)))
        ticket.append(.failure(Self.refusal))
        ticket.append(.failure(.deadlinePassed))
        ticket.append(.failure(.unavailable))

        ticket.loseResults()

        #expect(
            results(of: ticket) == [
                .failure(.outcomeUnknown), .failure(.outcomeUnknown), .failure(.deadlinePassed),
                .failure(.unavailable),
            ])
    }

    @Test func answersItsCallerWithOneResultForEachCommand() {
        let answered = Mutex<[[CommandResult]]>([])
        let command = Command.expire(ExpireNotification(reference: Self.reference))
        var ticket = Ticket([Submission(command)]) { results in
            answered.withLock { $0.append(results) }
        }
        ticket.append(.failure(Self.refusal))

        ticket.complete()

        #expect(answered.withLock { $0 } == [[.failure(Self.refusal)]])
    }
}
