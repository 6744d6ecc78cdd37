/// A configuration file: a `key = value` on each line, `#` begins a comment.
struct ConfigurationFile: Equatable {
    /// One setting and the line that it stands on.
    struct Entry: Equatable {
        var line: Int
        var key: SettingKey
        var value: String
    }

    let entries: [Entry]

    /// Reads the text; an unknown key is refused with the nearest known one.
    init(_ text: String) throws(SettingError) {
        var entries: [Entry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let content = Self.trimmed(line.prefix { $0 != "#" })
            guard !content.isEmpty else { continue }
            entries.append(try Self.entry(content, line: index + 1))
        }
        self.entries = entries
    }

    /// Puts all entries into the settings, in order.
    func apply(to settings: inout Settings) throws(SettingError) {
        for entry in entries {
            do {
                try entry.key.set(entry.value, in: &settings)
            } catch {
                throw SettingError(description: "line \(entry.line): \(error)")
            }
        }
    }

    private static func entry(_ content: Substring, line: Int) throws(SettingError) -> Entry {
        guard let equals = content.firstIndex(of: "=") else {
            throw SettingError(description: "line \(line): must be KEY = VALUE")
        }
        let name = String(trimmed(content[..<equals]))
        guard let key = SettingKey(rawValue: name) else {
            let nearest = NearestName.of(name, among: SettingKey.allCases.map(\.rawValue))
            throw SettingError(
                description: "line \(line): unknown key \"\(name)\"; did you mean \"\(nearest)\"?")
        }
        let value = trimmed(content[content.index(after: equals)...])
        return Entry(line: line, key: key, value: String(value))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
