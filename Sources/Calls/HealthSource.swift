/// Knows whether the daemon serves calls at the moment.
package protocol HealthSource: Sendable {
    /// False while it drains, or while its store does not write.
    var isServing: Bool { get }
}
