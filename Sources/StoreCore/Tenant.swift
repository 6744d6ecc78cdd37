package import Notifications

/// A merchant with all that is asked for with each command; changes seldom.
///
/// Belongs to the writer's queue, and is forgotten when anything in it changes.
package final class Tenant {
    package let key: MerchantKey
    package let merchant: Merchant
    package let authenticators: [Authenticator]
    package let bindings: [StoredBinding]
    package let pauses: [PauseScope]
    /// Merchants that are remembered at most.
    static let countMax = 10_000

    /// What was asked for of ``bindings(for:_:)``.
    private var covering: [Coverage] = []

    /// The bindings of a plugin that cover a state.
    private struct Coverage {
        let plugin: Plugin
        let state: PaymentState
        let bindings: [TemplateBinding]
    }

    package init(
        _ key: MerchantKey, _ merchant: Merchant, authenticators: [Authenticator],
        bindings: [StoredBinding], pauses: [PauseScope]
    ) {
        self.key = key
        self.merchant = merchant
        self.authenticators = authenticators
        self.bindings = bindings
        self.pauses = pauses
    }

    /// The way back from Meta of what leaves from the number.
    func way(from number: PhoneNumberID) -> SilenceRecord.Way {
        let app = authenticators.first { $0.phoneNumberID == number }?.app
        return SilenceRecord.Way(number: number, app: app ?? AppID(rawValue: 0))
    }

    /// Whether the number is one of its own whose app the signature proves.
    func sends(
        from number: PhoneNumberID, asProvedBy proof: AppProof, at now: Timestamp
    ) -> Bool {
        authenticators.contains {
            $0.phoneNumberID == number && $0.isOf(proof.app, at: now)
        }
    }

    /// How one of its queues stands.
    func queueStatus(of key: QueueKey) -> QueueStatus {
        let conditions = QueueConditions(
            bindings: bindings.map(\.binding), authenticators: authenticators, pauses: pauses)
        return QueueStatus(of: key, under: conditions)
    }

    /// The bindings for the plugin; none without one.
    func bindings(for plugin: Plugin?) -> [TemplateBinding] {
        bindings.map(\.binding).filter { $0.key.plugin == plugin }
    }

    /// The bindings for the plugin that cover the state; none without a plugin.
    func bindings(for plugin: Plugin?, _ state: PaymentState) -> [TemplateBinding] {
        guard let plugin else { return [] }
        for place in covering.indices
        where covering[place].plugin == plugin && covering[place].state == state {
            return covering[place].bindings
        }
        let found = bindings(for: plugin).filter { $0.key.scope.covers(state) }
        covering.append(Coverage(plugin: plugin, state: state, bindings: found))
        return found
    }
}
