/// Tells moments; what it tells only grows.
package protocol MonotonicClock: Sendable {
    var now: Moment { get }
}
