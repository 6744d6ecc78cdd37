import Synchronization

@testable import Delivery

/// A value that tests wait for: each change is shown to those who wait.
final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var wakeups: [Int: Wakeup] = [:]
        var wakeupsMade = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock(\.value) }

    /// Changes the value, or only reads it, as one step.
    @discardableResult
    func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, wakeups) = state.withLock { state in
            (change(&state.value), Array(state.wakeups.values))
        }
        for wakeup in wakeups { wakeup.signal() }
        return result
    }

    /// Returns when the value is as described, or when the task is cancelled.
    func until(_ isReached: (Value) -> Bool) async {
        let wakeup = Wakeup()
        let number = state.withLock { state in
            state.wakeupsMade += 1
            state.wakeups[state.wakeupsMade] = wakeup
            return state.wakeupsMade
        }
        defer { state.withLock { $0.wakeups[number] = nil } }
        wakeup.signal()
        for await _ in wakeup.signals where isReached(value) { return }
    }
}
