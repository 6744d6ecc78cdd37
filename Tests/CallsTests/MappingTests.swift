import Messages
import Notifications
import Testing

@testable import Calls

struct MappingTests {
    private static let bothWays: [any WireNamed.Type] = [
        Notifications.Plugin.self, Notifications.Phase.self, Notifications.PaymentState.self,
        Notifications.NotificationStatus.self, Notifications.SessionAttribute.self,
        Notifications.TemplateCategory.self, Notifications.ParameterFormat.self,
        Notifications.Channel.self, Notifications.OptOutCategory.self,
        Notifications.OptOutSource.self, Notifications.UncertainPolicy.self,
        HeaderMedia.Format.self,
    ]

    @Test func eachValueThatGoesBothWaysComesBackAsItWentAndHasANameOfItsOwn() {
        for type in Self.bothWays { expectBothWays(type) }
    }

    @Test func eachValueThatOnlyGoesOutHasANameOfItsOwn() {
        expectOwnNames(Notifications.Outcome.allCases.map(\.wire))
        expectOwnNames(Notifications.Reason.allCases.map(\.wire))
        expectOwnNames(Notifications.TemplateStatus.allCases.map(\.wire))
    }

    @Test func reasonsHaveTheSameNamesInTheDomainAndOnTheWire() {
        for reason in Notifications.Reason.allCases {
            #expect(reason.wire.name == reason.rawValue)
        }
    }

    @Test func whatIsNotGivenIsNoValueOfTheDomain() {
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

    /// Each value is found again from its name, and what names none finds none.
    private func expectBothWays<Value: WireNamed>(_: Value.Type) {
        let wires = Value.allCases.map(\.wire)
        #expect(wires.map { Value($0)?.wire } == wires, "\(Value.self)")
        for nothing in Value.Wire.allCases where nothing.rawValue <= 0 {
            #expect(Value(nothing) == nil, "\(Value.self)")
        }
        expectOwnNames(wires)
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
