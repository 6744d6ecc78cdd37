import Foundation

extension JSON: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let values = try? container.decode([JSON].self) {
            self = .array(values)
        } else {
            let members = try container.decode([String: JSON].self)
            self = .object(
                members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: $0.value) })
        }
    }

    /// Reads a text; numbers have to be whole, as all of ours are.
    static func parse(_ data: Data, from name: String) throws(Failure) -> JSON {
        do {
            return try JSONDecoder().decode(JSON.self, from: data)
        } catch {
            throw .badInput("\(name) holds no JSON that can be read")
        }
    }
}

/// Takes an object apart; a member that is left over is an error.
struct ObjectReader {
    private let path: String
    private var members: [String: JSON]
    private var known: [String] = []

    /// Takes a value that has to be an object; the path says where it stands, for messages.
    init(_ value: JSON, at path: String) throws(Failure) {
        guard case .object(let members) = value else {
            throw .badInput("\(path) has to be an object")
        }
        self.path = path
        self.members = Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
    }

    /// The text of a member; empty if it is absent.
    mutating func string(_ key: String) throws(Failure) -> String {
        switch take(key) {
        case nil, .null: return ""
        case .string(let text): return text
        default: throw .badInput("\(path).\(key) has to be a string")
        }
    }

    /// The elements of a member; none if it is absent.
    mutating func array(_ key: String) throws(Failure) -> [JSON] {
        switch take(key) {
        case nil, .null: return []
        case .array(let values): return values
        default: throw .badInput("\(path).\(key) has to be an array")
        }
    }

    /// Allows members that say nothing to us.
    mutating func ignore(_ keys: String...) {
        for key in keys { _ = take(key) }
    }

    /// Refuses what has not been taken.
    func finish() throws(Failure) {
        guard let stranger = members.keys.min() else { return }
        let keys = known.sorted().joined(separator: ", ")
        throw .badInput("\(path).\(stranger) is not known; the members are \(keys)")
    }

    private mutating func take(_ key: String) -> JSON? {
        known.append(key)
        return members.removeValue(forKey: key)
    }
}
