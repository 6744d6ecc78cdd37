import Synchronization

/// Carries values from any thread to a loop's queue, with one wake-up for all that wait.
///
/// The loop says when it is awake; what is put in while it is awake costs no wake-up, because the
/// loop looks again before it sleeps.
package final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isAwake = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Adds values; true if the loop sleeps and the caller must wake it.
    package func put(_ elements: [Element]) -> Bool {
        state.withLock { state in
            state.waiting.append(contentsOf: elements)
            defer { state.isAwake = true }
            return !state.isAwake
        }
    }

    /// Adds one value; true if the loop sleeps and the caller must wake it.
    package func put(_ element: Element) -> Bool {
        state.withLock { state in
            state.waiting.append(element)
            defer { state.isAwake = true }
            return !state.isAwake
        }
    }

    /// Says that the loop is awake and will look again.
    package func wake() {
        state.withLock { $0.isAwake = true }
    }

    /// All that waits, oldest first.
    package func take() -> [Element] {
        state.withLock { state in
            let all = state.waiting
            state.waiting = []
            return all
        }
    }

    /// Lets the loop sleep if nothing waits; false if it must look again.
    package func sleep() -> Bool {
        state.withLock { state in
            guard state.waiting.isEmpty else { return false }
            state.isAwake = false
            return true
        }
    }
}
