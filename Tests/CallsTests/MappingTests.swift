import Messages
import Notifications
import Testing

@testable import Calls

struct MappingTests {
    @Test func eachEnumerationThatGoesBothWaysComesBackAsItWent() {
        #expect(
            Notifications.Plugin.allCases.map { Notifications.Plugin($0.wire) }
                == Notifications.Plugin.allCases)
        #expect(
            Notifications.Phase.allCases.map { Notifications.Phase($0.wire) }
                == Notifications.Phase.allCases)
        #expect(
            Notifications.PaymentState.allCases.map { Notifications.PaymentState($0.wire) }
                == Notifications.PaymentState.allCases)
        #expect(
            Notifications.NotificationStatus.allCases.map {
                Notifications.NotificationStatus($0.wire)
            } == Notifications.NotificationStatus.allCases)
        #expect(
            Notifications.SessionAttribute.allCases.map { Notifications.SessionAttribute($0.wire) }
                == Notifications.SessionAttribute.allCases)
        #expect(
            Notifications.TemplateCategory.allCases.map { Notifications.TemplateCategory($0.wire) }
                == Notifications.TemplateCategory.allCases)
        #expect(
            Notifications.ParameterFormat.allCases.map { Notifications.ParameterFormat($0.wire) }
                == Notifications.ParameterFormat.allCases)
        #expect(
            Notifications.Channel.allCases.map { Notifications.Channel($0.wire) }
                == Notifications.Channel.allCases)
        #expect(
            Notifications.OptOutCategory.allCases.map { Notifications.OptOutCategory($0.wire) }
                == Notifications.OptOutCategory.allCases)
        #expect(
            Notifications.OptOutSource.allCases.map { Notifications.OptOutSource($0.wire) }
                == Notifications.OptOutSource.allCases)
    }

    @Test func eachValueOfTheDomainHasANameOfItsOwnOnTheWire() {
        expectOwnNames(Notifications.Plugin.allCases.map(\.wire))
        expectOwnNames(Notifications.Phase.allCases.map(\.wire))
        expectOwnNames(Notifications.PaymentState.allCases.map(\.wire))
        expectOwnNames(Notifications.Outcome.allCases.map(\.wire))
        expectOwnNames(Notifications.Reason.allCases.map(\.wire))
        expectOwnNames(Notifications.NotificationStatus.allCases.map(\.wire))
        expectOwnNames(Notifications.SessionAttribute.allCases.map(\.wire))
        expectOwnNames(Notifications.TemplateCategory.allCases.map(\.wire))
        expectOwnNames(Notifications.ParameterFormat.allCases.map(\.wire))
        expectOwnNames(Notifications.TemplateStatus.allCases.map(\.wire))
        expectOwnNames(Notifications.Channel.allCases.map(\.wire))
        expectOwnNames(Notifications.OptOutCategory.allCases.map(\.wire))
        expectOwnNames(Notifications.OptOutSource.allCases.map(\.wire))
    }

    @Test func reasonsHaveTheSameNamesInTheDomainAndOnTheWire() {
        for reason in Notifications.Reason.allCases {
            #expect(reason.wire.name == reason.rawValue)
        }
    }

    @Test func whatIsNotGivenIsNoValueOfTheDomain() {
        #expect(Notifications.Plugin(.unspecified) == nil)
        #expect(Notifications.Phase(.unspecified) == nil)
        #expect(Notifications.PaymentState(.unspecified) == nil)
        #expect(Notifications.NotificationStatus(.unspecified) == nil)
        #expect(Notifications.SessionAttribute(.unspecified) == nil)
        #expect(Notifications.TemplateCategory(.unspecified) == nil)
        #expect(Notifications.ParameterFormat(.unspecified) == nil)
        #expect(Notifications.Channel(.unspecified) == nil)
        #expect(Notifications.OptOutCategory(.unspecified) == nil)
        #expect(Notifications.OptOutSource(.unspecified) == nil)
        #expect(UncheckedComponent.Kind(.unspecified) == nil)
        #expect(UncheckedComponent.Button(.unspecified) == nil)
    }

    @Test func attemptsAndReceiptsAreNamedAsTheProtosSay() {
        #expect(
            AttemptResult.allCases.map(\.wireName)
                == ["armed", "accepted", "refused", "not_sent", "uncertain", "ruled_out"])
        #expect(
            Notifications.Receipt.Status.allCases.map(\.wireName)
                == ["sent", "delivered", "read", "failed"])
    }

    /// Every value of the message's enumeration is used once, but for the two that mean nothing.
    private func expectOwnNames<Value: WireEnum>(
        _ values: [Value], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let named = Set(Value.allCases.filter { $0.rawValue > 0 })
        #expect(values.count == named.count, sourceLocation: sourceLocation)
        #expect(Set(values) == named, sourceLocation: sourceLocation)
    }
}
