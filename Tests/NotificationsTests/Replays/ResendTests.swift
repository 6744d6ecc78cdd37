import Notifications
import TestKit
import Testing

@Suite struct ResendTests {
    private let later = Fixtures.now + .seconds(3_600)

    private func resent(
        _ notification: Notification, inState current: PaymentState? = .paid,
        allowingSuperseded: Bool = false, by channel: Channel = .automatic,
        at now: Timestamp? = nil
    ) throws(Refusal) -> Notification {
        try notification.resent(
            by: channel, inState: current, allowingSuperseded: allowingSuperseded,
            at: now ?? later)
    }

    private func reason(_ body: () throws(Refusal) -> Notification) -> String? {
        do throws(Refusal) {
            _ = try body()
            return nil
        } catch {
            guard case .forbidden(let forbidden) = error else { return "\(error)" }
            return forbidden.reason
        }
    }

    @Test(arguments: Channel.allCases, Channel.allCases)
    func onlyTheSessionsChannelSendsItOnceMore(origin: Channel, channel: Channel) {
        var notification = Fixtures.notification(status: .dead)
        notification.origin = origin

        let reason = reason { () throws(Refusal) in try resent(notification, by: channel) }

        #expect(reason == (origin == channel ? nil : "CHANNEL_CONFLICT"))
    }

    @Test(arguments: [NotificationStatus.held, .pending, .armed, .uncertain, .accepted, .sent])
    func whatMayStillArriveIsNotSentASecondTime(status: NotificationStatus) {
        let notification = Fixtures.notification(status: status)

        #expect(reason { () throws(Refusal) in try resent(notification) } == "IN_FLIGHT")
    }

    @Test(arguments: [
        (NotificationStatus.accepted, true), (.sent, true), (.delivered, true), (.read, true),
        (.unresolved, true), (.failed, false), (.dead, false), (.expired, false),
        (.cancelled, false),
    ])
    func whatEndedWaitsOnceMoreAndIsMarkedWhereItMayHaveArrived(
        status: NotificationStatus, isMarked: Bool
    ) throws {
        // given: its time has run out
        var notification = Fixtures.notification(
            status: status, reason: "WHY", attemptNumber: 3)
        notification.attemptsSpent = 7
        let now = notification.expiresAt + .seconds(1)
        // when
        let waiting = try resent(notification, at: now)
        // then
        #expect(waiting.status == .pending)
        #expect(waiting.statusReason.isEmpty)
        #expect(waiting.dueAt == now)
        #expect(waiting.expiresAt == now + .seconds(86_400))
        #expect(waiting.attemptsSpent == 0)
        #expect(waiting.attemptNumber == 3, "its attempts are counted on")
        #expect(waiting.isPossibleDuplicate == isMarked)
    }

    @Test func whatIsSupersededNeedsAPersonsWord() throws {
        var withdrawn = Fixtures.notification(of: .created, status: .unresolved)
        withdrawn.isWithdrawn = true
        let cases = [
            (Fixtures.notification(of: .failed, status: .superseded), PaymentState.failed),
            (withdrawn, .created),
            (Fixtures.notification(of: .failed, status: .dead), .paid),
            (Fixtures.notification(of: .created, status: .delivered), .expired),
            (Fixtures.notification(of: .canceled, status: .failed), .paid),
        ]
        for (notification, current) in cases {
            #expect(
                reason { () throws(Refusal) in try resent(notification, inState: current) }
                    == "SUPERSEDED")
            let waiting = try resent(notification, inState: current, allowingSuperseded: true)
            #expect(waiting.status == .pending)
            #expect(!waiting.isWithdrawn)
        }
    }

    @Test func aPaymentLinkIsNotSentOnceItStoppedWorking() throws {
        let created = Fixtures.notification(of: .created, status: .dead)
        let linkEnd = try #require(created.attributes.checkoutLinkExpiresAt)

        let before = try resent(created, inState: .created, at: linkEnd - .seconds(1))
        #expect(before.expiresAt == linkEnd)
        #expect(
            reason { () throws(Refusal) in
                try resent(created, inState: .created, at: linkEnd)
            } == "LINK_EXPIRED")
    }

    @Test func aLinkWithoutAnEndIsWorthAnHour() throws {
        var created = Fixtures.notification(of: .created, status: .dead)
        created.attributes.checkoutLinkExpiresAt = nil

        #expect(
            try resent(created, inState: .created).expiresAt == later + .seconds(3_600))
    }
}
