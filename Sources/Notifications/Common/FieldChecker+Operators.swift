// What people's levers have in common.
extension FieldChecker {
    /// Checks who pulls a lever.
    mutating func actor(_ value: String) -> ActorName {
        line(value, "actor", lengths: 1...128)
        expect(
            value != ActorName.meta.rawValue, "actor",
            "must not be \(ActorName.meta.rawValue): that is what the audit calls Meta")
        return ActorName(rawValue: value)
    }

    /// Checks who pulls a lever, where callers may leave it out.
    mutating func optionalActor(_ value: String) -> ActorName {
        value.isEmpty ? .unknown : actor(value)
    }

    /// Checks a line for people.
    mutating func line(_ value: String, _ field: String, lengths: ClosedRange<Int>) {
        let scalars = value.unicodeScalars
        let isFit =
            lengths.contains(scalars.count) && !scalars.contains(where: ValueRules.isControl)
        expect(
            isFit, field,
            "must be \(lengths.lowerBound) to \(lengths.upperBound) printable characters")
    }

    /// Checks how many elements a page may have; 0 stands for the usual number.
    mutating func pageSize(_ size: UInt32) -> Int {
        expect(
            size <= UInt32(NotificationQuery.limitMax), "page_size",
            "must be at most \(NotificationQuery.limitMax)")
        return size == 0 ? NotificationQuery.limitDefault : Int(size)
    }
}
