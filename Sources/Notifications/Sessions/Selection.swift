/// What a request selects: states or phases, as the caller gave them.
package enum Selection: Hashable, Sendable {
    /// nil stands for an element that was not given.
    case states([PaymentState?])
    /// nil stands for an element that was not given.
    case phases([Phase?])

    /// Whether nothing is selected.
    var isEmpty: Bool {
        switch self {
        case .states(let states): states.isEmpty
        case .phases(let phases): phases.isEmpty
        }
    }
}

/// A selection that a plugin has.
struct CheckedSelection: Hashable, Sendable {
    var scopes: [BindingScope]
    /// Phases that were left out because the plugin does not have them.
    var ignoredPhases: [Phase]

    /// The states in it, in the order of ``PaymentState/notifying``.
    var states: [PaymentState] {
        PaymentState.notifying.filter { state in scopes.contains { $0.covers(state) } }
    }
}

extension FieldChecker {
    /// Checks a selection against the plugin; `oneof` is the field's name where nothing was given.
    mutating func selection(
        _ selection: Selection?, plugin: Plugin?, oneof: String
    ) -> CheckedSelection {
        switch selection {
        case nil:
            refuse(oneof, "one of states and phases is required")
            return CheckedSelection(scopes: [], ignoredPhases: [])
        case .states(let states):
            let scopes = each(states, "states") { check, state, field in
                check.state(state, plugin: plugin, field)
            }
            return CheckedSelection(scopes: scopes.map(BindingScope.state), ignoredPhases: [])
        case .phases(let phases):
            return checkedPhases(each(phases, "phases") { _, phase, _ in phase }, plugin)
        }
    }

    private mutating func state(
        _ state: PaymentState, plugin: Plugin?, _ field: String
    ) -> PaymentState {
        if state.phase == nil {
            refuse(field, "must be one of created, paid, authorized, canceled, failed, expired")
        } else if let plugin, !plugin.notifies(of: state) {
            refuse(field, "\(plugin.words) has no notification for \(state.words)")
        }
        return state
    }

    /// Drops a phase that the plugin lacks if it stands beside another, and refuses it alone.
    private mutating func checkedPhases(_ phases: [Phase], _ plugin: Plugin?) -> CheckedSelection {
        guard let plugin else { return CheckedSelection(scopes: [], ignoredPhases: []) }
        let available = phases.filter(plugin.phases.contains)
        let ignored = phases.filter { !plugin.phases.contains($0) }
        if available.isEmpty, let phase = ignored.first {
            refuse("phases", "\(plugin.words) has no \(phase.words) notifications")
        }
        return CheckedSelection(
            scopes: available.map(BindingScope.phase), ignoredPhases: ignored)
    }

    /// Checks that each element is given, and given once.
    private mutating func each<Element: Hashable>(
        _ elements: [Element?], _ field: String,
        check: (inout FieldChecker, Element, String) -> Element
    ) -> [Element] {
        var seen: [Element] = []
        let elements = list(elements, field, max: PaymentState.allCases.count)
        for (index, element) in elements.enumerated() {
            let path = "\(field)[\(index)]"
            guard let element = require(element, path) else { continue }
            if seen.contains(element) {
                refuse(path, "must be given once only")
            } else {
                seen.append(check(&self, element, path))
            }
        }
        return seen
    }
}
