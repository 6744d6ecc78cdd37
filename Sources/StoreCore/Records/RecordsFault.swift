/// The engine could not do what was asked of its records.
package struct RecordsFault: Error, CustomStringConvertible {
    /// What the engine says, for itself: what follows from it is the engine's to decide.
    package let cause: any Error

    package init(_ cause: any Error) { self.cause = cause }

    package var description: String { "\(cause)" }
}
