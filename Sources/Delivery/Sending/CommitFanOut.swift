package import Notifications

/// Tells several of each commit.
package struct CommitFanOut: CommitObserver {
    private let observers: [any CommitObserver]

    /// Tells these, in this order.
    package init(_ observers: [any CommitObserver]) { self.observers = observers }

    package func committed(_ events: CommitEvents) {
        for observer in observers { observer.committed(events) }
    }
}
