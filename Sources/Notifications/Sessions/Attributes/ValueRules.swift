/// What Meta and we ask of text that goes into a message's variable.
///
/// Meta refuses a value with a newline, a tab or five spaces in a row, and an empty one. Control
/// characters and directional overrides are refused because they would change the text around them.
enum ValueRules {
    /// The rule that the value breaks; nil: none.
    static func problem(in value: String) -> String? {
        if value.isEmpty { return "must not be empty" }
        return problem(inOptional: value)
    }

    /// As ``problem(in:)``, for a value that may be empty.
    static func problem(inOptional value: String) -> String? {
        if isPlain(value) { return nil }
        var spaces = 0
        for scalar in value.unicodeScalars {
            if breaksLine(scalar) { return "must not have a newline or a tab" }
            if isControl(scalar) { return "must not have control characters" }
            spaces = scalar == " " ? spaces + 1 : 0
            if spaces == 5 { return "must not have more than four spaces in a row" }
        }
        return nil
    }

    /// Whether the value is ASCII without white space other than single spaces within; most are.
    static func isTidy(_ value: String) -> Bool {
        let bytes = value.utf8Span.span
        var last = UInt8(ascii: " ")
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20 || bytes.isEmpty
    }

    /// Whether the value is ASCII that breaks no rule; most are.
    private static func isPlain(_ value: String) -> Bool {
        let bytes = value.utf8Span.span
        var spaces = 0
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x20, byte < 0x7F else { return false }
            spaces = byte == 0x20 ? spaces + 1 : 0
            if spaces == 5 { return false }
        }
        return true
    }

    /// Whether the character ends a line, or is a tab.
    static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether the character is a control or a directional embedding, override or isolate.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        default: turnsDirection(scalar)
        }
    }

    /// Whether the character can be seen, or carries one that can.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
            && !isControl(scalar) && scalar.value != brailleBlank
    }

    private static let brailleBlank: UInt32 = 0x2800

    /// Whether the character begins or ends a directional embedding, override or isolate: what it
    /// begins, or ends, may reach beyond the value into the text around it.
    static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
