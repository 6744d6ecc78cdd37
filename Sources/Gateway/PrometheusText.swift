/// The rules of Prometheus' text format, version 0.0.4.
enum PrometheusText {
    /// One line: the name, the labels in braces, the value.
    static func line(_ name: String, _ labels: String, _ value: Double) -> String {
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        return "\(name)\(braces) \(number(value))\n"
    }

    /// A family of one series without labels.
    static func family(_ name: String, _ kind: String, help: String, _ value: Double) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" + line(name, "", value)
    }

    /// The name with `_` in place of what is not allowed, and with the suffix.
    static func name(_ label: String, suffix: String = "") -> String {
        let plain = identifier(label, alsoAllowed: ":")
        return plain.hasSuffix(suffix) ? plain : plain + suffix
    }

    /// The labels in the order of their names, without braces.
    static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.map { (identifier($0.0), escaped($0.1)) }
            .sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\"\($0.1)\"" }
            .joined(separator: ",")
    }

    /// A number; whole ones without a fraction.
    static func number(_ value: Double) -> String {
        switch value {
        case .infinity: "+Inf"
        case -.infinity: "-Inf"
        case let value where value.isNaN: "NaN"
        default: Int64(exactly: value).map(String.init) ?? value.description
        }
    }

    private static func identifier(_ text: String, alsoAllowed extra: Character? = nil) -> String {
        let plain = String(
            text.map { character in
                let isPlain =
                    character.isASCII
                    && (character.isLetter || character.isNumber || character == "_")
                return isPlain || character == extra ? character : "_"
            })
        let needsStart = plain.first.map(\.isNumber) ?? true
        return needsStart ? "_" + plain : plain
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
