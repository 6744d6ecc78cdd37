import Notifications
import TestKit
import Testing

@Suite struct PluginTests {
    private static let available: [Plugin: Set<PaymentState>] = [
        .paymentRequest: [.created, .paid, .authorized, .canceled, .failed, .expired],
        .eCommerce: [.paid, .authorized, .canceled, .failed, .expired],
    ]

    @Test(arguments: Plugin.allCases, PaymentState.allCases)
    func aFreshSessionIsNotifiedOfExactlyTheAvailableStates(
        plugin: Plugin, state: PaymentState
    ) throws {
        var given = Given()
        given.session = Fixtures.session(enabled: Fixtures.enablement(plugin: plugin))
        given.bindings = Fixtures.bindings(plugin: plugin)

        let effects = try #require(try given.effects(of: Fixtures.change(to: state)))

        let isAvailable = Self.available[plugin]?.contains(state) == true
        #expect(plugin.notifies(of: state) == isAvailable)
        #expect((effects.change.decision.outcome == .queued) == isAvailable)
    }

    @Test func elevenCellsOfTheMatrixAreTrue() {
        let cells = Plugin.allCases.flatMap { plugin in
            PaymentState.allCases.filter(plugin.notifies)
        }

        #expect(cells.count == 11)
    }
}
