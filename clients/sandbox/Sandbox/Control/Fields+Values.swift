/// Bounded numbers and lists of a control request; others are refused with code 100.
extension Fields {
    /// A number within bounds that may be absent.
    func number(
        _ name: String, in bounds: ClosedRange<Double>
    ) throws(GraphError) -> Double? {
        guard let number = try number(name) else { return nil }
        guard bounds.contains(number) else {
            throw .invalid(
                "\(path)\(name) must be a number from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return number
    }

    /// An integer within bounds that may be absent.
    func integer(_ name: String, in bounds: ClosedRange<Int>) throws(GraphError) -> Int? {
        guard let number = try integer(name) else { return nil }
        guard bounds.contains(number) else {
            throw .invalid(
                "\(path)\(name) must be an integer from \(bounds.lowerBound) "
                    + "to \(bounds.upperBound)")
        }
        return number
    }

    /// A time in seconds that may be absent, up to the thirty days after which Meta forgets.
    func seconds(_ name: String) throws(GraphError) -> Duration? {
        try number(name, in: 0...Limits.controlSecondsMax).map { .seconds($0) }
    }

    /// Strings of which each is non-empty; absent is `nil`.
    func strings(_ name: String) throws(GraphError) -> [String]? {
        guard let value = value(name) else { return nil }
        let strings = value.array?.compactMap(\.string).filter { !$0.isEmpty }
        guard let strings, strings.count == value.array?.count else {
            throw .invalid("\(path)\(name) must be an array of non-empty strings")
        }
        return strings
    }
}
