/// A configuration file: a `key = value` on each line.
///
/// `#` begins a comment at the start of a line or after a blank, not inside of a value; a value in double
/// quotes is taken as it stands between them.
struct ConfigurationFile: Equatable {
    /// One setting and the line that it stands on.
    struct Entry: Equatable {
        var line: Int
        var key: SettingKey
        var value: String
    }

    let entries: [Entry]

    /// Where it stands, for what is wrong with it.
    private let path: String

    /// Reads the text of the file at the path; an unknown key is refused with the nearest known one.
    init(_ text: String, at path: String) throws(SettingError) {
        self.path = path
        var entries: [Entry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let content = Self.trimmed(line)
            guard let first = content.first, first != "#" else { continue }
            do {
                entries.append(try Self.entry(content, line: index + 1))
            } catch {
                throw SettingError(description: "\(path):\(index + 1): \(error)")
            }
        }
        self.entries = entries
    }

    /// Puts all entries into the settings, in order.
    func apply(to settings: inout Settings) throws(SettingError) {
        for entry in entries {
            do {
                try entry.key.set(entry.value, in: &settings)
            } catch {
                throw SettingError(description: "\(path):\(entry.line): \(error)")
            }
        }
    }

    private static func entry(_ content: Substring, line: Int) throws(SettingError) -> Entry {
        guard let equals = content.firstIndex(of: "=") else {
            throw SettingError(description: "must be KEY = VALUE")
        }
        let name = String(trimmed(content[..<equals]))
        guard let key = SettingKey(rawValue: name) else {
            let nearest = NearestName.of(name, among: SettingKey.allCases.map(\.rawValue))
            throw SettingError(
                description: "unknown key \"\(name)\"; did you mean \"\(nearest)\"?")
        }
        let value = try value(trimmed(content[content.index(after: equals)...]))
        return Entry(line: line, key: key, value: String(value))
    }

    /// The value without the comment behind it, and without its quotes.
    private static func value(_ text: Substring) throws(SettingError) -> Substring {
        guard text.first == "\"" else {
            // At its start there is a blank before it, the one behind the equals sign.
            var before: Character = " "
            let end = text.indices.first { index in
                defer { before = text[index] }
                return text[index] == "#" && before.isWhitespace
            }
            return trimmed(text[..<(end ?? text.endIndex)])
        }
        let rest = text.dropFirst()
        guard let end = rest.firstIndex(of: "\"") else {
            throw SettingError(description: "the quotes do not end")
        }
        let behind = trimmed(rest[rest.index(after: end)...])
        guard behind.isEmpty || behind.first == "#" else {
            throw SettingError(description: "nothing but a comment may follow the quotes")
        }
        return rest[..<end]
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
