/// Puts changes together into the body of one POST.
enum WebhookBody {
    private struct EntryKey: Hashable {
        let wabaID: String
        let time: Int?
    }

    /// Changes that may share a `value`: their lists are joined, all else of them is equal.
    private struct ValueKey: Hashable {
        let field: String
        let common: [String: JSON]
    }

    /// The lists of a value that Meta fills with more than one update.
    private static let lists: Set<String> = ["contacts", "messages", "statuses"]

    /// The body: an entry for each account and time, in it a change for each field and number.
    static func joined(_ changes: [WebhookChange]) -> JSON {
        let entries = grouped(changes) { EntryKey(wabaID: $0.wabaID, time: $0.time) }
        return [
            "object": "whatsapp_business_account",
            "entry": .array(entries.map { entry($0.key, $0.members) }),
        ]
    }

    private static func entry(_ key: EntryKey, _ changes: [WebhookChange]) -> JSON {
        let values = grouped(changes) { change in
            ValueKey(
                field: change.field, common: change.value.filter { !lists.contains($0.key) })
        }
        // Management values have no lists: each stays a change of its own.
        let shown = values.flatMap { key, members in
            key.field == "messages" ? [value(of: members)] : members.map(\.value)
        }
        let fields = values.flatMap { key, members in
            key.field == "messages" ? [key.field] : members.map(\.field)
        }
        var entry: [String: JSON] = [
            "id": .string(key.wabaID),
            "changes": .array(
                zip(fields, shown).map { ["field": .string($0), "value": .object($1)] }),
        ]
        if let time = key.time { entry["time"] = .integer(time) }
        return .object(entry)
    }

    private static func value(of changes: [WebhookChange]) -> [String: JSON] {
        var value = changes[0].value
        guard changes.count > 1 else { return value }
        for name in lists {
            let elements = changes.flatMap { $0.value[name]?.array ?? [] }
            if !elements.isEmpty { value[name] = .array(elements) }
        }
        return value
    }

    /// Groups in the order of their first members.
    private static func grouped<Key: Hashable>(
        _ changes: [WebhookChange], by key: (WebhookChange) -> Key
    ) -> [(key: Key, members: [WebhookChange])] {
        var places: [Key: Int] = [:]
        var groups: [(key: Key, members: [WebhookChange])] = []
        for change in changes {
            let key = key(change)
            if let place = places[key] {
                groups[place].members.append(change)
            } else {
                places[key] = groups.count
                groups.append((key, [change]))
            }
        }
        return groups
    }
}
