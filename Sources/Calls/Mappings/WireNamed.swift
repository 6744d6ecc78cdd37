import Messages

/// A value of the domain that has a name in the protos.
///
/// One exhaustive switch says which; what a message names is found from that, so that the two directions
/// cannot differ.
protocol WireNamed: CaseIterable, Sendable {
    associatedtype Wire: WireEnum

    /// The value as messages name it; no two have the same name.
    var wire: Wire { get }

    /// ``valuesByNumber()``, made once.
    static var byNumber: [Self?] { get }
}

extension WireNamed {
    /// The values at the places that their names' numbers say.
    static func valuesByNumber() -> [Self?] {
        var values: [Self?] = []
        for value in allCases {
            let number = Int(value.wire.rawValue)
            while values.count <= number { values.append(nil) }
            values[number] = value
        }
        return values
    }

    /// The value that a message names; nil if it names none.
    init?(_ wire: Wire) {
        let number = Int(wire.rawValue)
        guard Self.byNumber.indices.contains(number), let value = Self.byNumber[number] else {
            return nil
        }
        self = value
    }
}
