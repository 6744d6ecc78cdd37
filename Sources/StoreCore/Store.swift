// The use cases, whatever engine keeps the data: each loads what its command looks at, lets
// `Notifications` decide, and writes what changed, over the protocol `Records`.
//
// StoreCore knows no engine: no SQL, no file, no thread and no clock.

package import Notifications

/// All that is kept, on whichever engine: opened once, asked by all, closed at the end.
package protocol Store: CallStore, WebhookStore, DeliveryStore, WorkerStore {
    /// Says who hears of commits; nil for nobody.
    func observe(_ observer: (any CommitObserver)?)

    /// How many notifications are stored with each status; one that none has may be missing.
    func counts() async throws(StoreFailure) -> [NotificationStatus: Int]

    /// How the store is doing.
    var health: StoreHealth { get }

    /// Carries out what was submitted, answers it, and lets go of the engine.
    ///
    /// What is submitted from here on is answered `unavailable`.
    func close() async throws(StoreFailure)
}
