import Synchronization

@testable import Delivery

/// A value that tests wait for: each change is shown to those who wait.
final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var bells: [Int: Bell] = [:]
        var bellsMade = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock(\.value) }

    /// Changes the value, or only reads it, as one step.
    @discardableResult
    func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, bells) = state.withLock { state in
            (change(&state.value), Array(state.bells.values))
        }
        for bell in bells { bell.ring() }
        return result
    }

    /// Returns when the value is as described, or when the task is cancelled.
    func until(_ isReached: (Value) -> Bool) async {
        let bell = Bell()
        let number = state.withLock { state in
            state.bellsMade += 1
            state.bells[state.bellsMade] = bell
            return state.bellsMade
        }
        defer { state.withLock { $0.bells[number] = nil } }
        bell.ring()
        for await _ in bell.rings where isReached(value) { return }
    }
}
