/// A value that was given in a form that messages cannot have, and what was done to it.
///
/// Only what changes no meaning is mended; everything else is refused. A caller is told, so that it can
/// give the value rightly the next time.
package struct MendedValue: Hashable, Sendable {
    /// Its path in the request, such as `attributes.customer_name`.
    package var field: String
    package var mending: Mending

    package init(field: String, mending: Mending) {
        self.field = field
        self.mending = mending
    }

    /// What was done.
    package enum Mending: CaseIterable, Hashable, Sendable {
        case endsTrimmed, blanksJoined, controlsRemoved, zerosCut

        /// For a sentence about the value.
        package var words: String {
            switch self {
            case .endsTrimmed: "white space at its ends was removed"
            case .blanksJoined: "white space within it became single spaces"
            case .controlsRemoved: "characters that turn the direction of text were removed"
            case .zerosCut: "zeros beyond the currency's decimals were cut"
            }
        }
    }
}

extension FieldChecker {
    /// The value without white space at its ends, for a field that cannot have any within.
    mutating func trimmed(_ value: String, _ field: @autoclosure () -> String) -> String {
        let scalars = value.unicodeScalars
        guard scalars.first?.isBlank == true || scalars.last?.isBlank == true else { return value }
        note(.endsTrimmed, of: field())
        let rest = scalars.drop(while: \.isBlank)
        let end = rest.lastIndex { !$0.isBlank }
        return end.map { String(rest[...$0]) } ?? ""
    }

    /// The value as a message can show it: its white space in single spaces, none at its ends, and
    /// nothing in it that turns the direction of the text around it.
    mutating func mended(_ value: String, _ field: @autoclosure () -> String) -> String {
        if ValueRules.isTidy(value) { return value }
        var text = String.UnicodeScalarView()
        var blanks: [Unicode.Scalar] = []
        var mendings: Set<MendedValue.Mending> = []
        for scalar in value.unicodeScalars {
            if ValueRules.turnsDirection(scalar) {
                mendings.insert(.controlsRemoved)
            } else if scalar.isBlank {
                blanks.append(scalar)
            } else {
                if text.isEmpty, !blanks.isEmpty { mendings.insert(.endsTrimmed) }
                if !text.isEmpty, let first = blanks.first {
                    let isFit = blanks.count == 1 && !ValueRules.breaksLine(first)
                    text.append(isFit ? first : " ")
                    if !isFit { mendings.insert(.blanksJoined) }
                }
                blanks = []
                text.append(scalar)
            }
        }
        if !blanks.isEmpty { mendings.insert(.endsTrimmed) }
        for mending in MendedValue.Mending.allCases where mendings.contains(mending) {
            note(mending, of: field())
        }
        return String(text)
    }
}

extension Unicode.Scalar {
    /// Whether it is white space of any kind, a newline or a tab among them.
    fileprivate var isBlank: Bool { properties.isWhitespace }
}
