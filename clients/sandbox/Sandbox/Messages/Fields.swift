/// The members of one object of a request, with the path that an error names.
struct Fields {
    let members: [String: JSON]
    /// The path of the object, with a dot at its end; empty at the top.
    let path: String

    init(_ members: [String: JSON], path: String = "") {
        self.members = members
        self.path = path
    }

    /// Refuses a member that has no meaning here, with code 100.
    func allow(only names: Set<String>) throws(GraphError) {
        for name in members.keys.sorted() where !names.contains(name) {
            throw .invalid("unexpected key \(path)\(name)")
        }
    }

    /// A member that may be absent or null.
    func value(_ name: String) -> JSON? {
        members[name].flatMap { $0 == .null ? nil : $0 }
    }

    /// A string that may be absent; another type is refused with code 100.
    func string(_ name: String) throws(GraphError) -> String? {
        guard let value = value(name) else { return nil }
        guard let string = value.string else { throw .invalid("\(path)\(name) must be a string") }
        return string
    }

    /// A number that may be absent; another type is refused with code 100.
    func number(_ name: String) throws(GraphError) -> Double? {
        switch value(name) {
        case nil: return nil
        case .integer(let number)?: return Double(number)
        case .number(let number)?: return number
        default: throw .invalid("\(path)\(name) must be a number")
        }
    }

    /// A whole number that may be absent; another type is refused with code 100.
    func integer(_ name: String) throws(GraphError) -> Int? {
        guard let value = value(name) else { return nil }
        guard let integer = value.integer else {
            throw .invalid("\(path)\(name) must be a whole number")
        }
        return integer
    }

    /// A flag that may be absent; another type is refused with code 100.
    func bool(_ name: String) throws(GraphError) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let bool = value.bool else { throw .invalid("\(path)\(name) must be true or false") }
        return bool
    }

    /// A string that must be there and not be empty; refused with code 131008.
    func required(_ name: String) throws(GraphError) -> String {
        guard let string = try string(name), !string.isEmpty else {
            throw .missing(path + name)
        }
        return string
    }

    /// An object that may be absent.
    func object(_ name: String) throws(GraphError) -> Fields? {
        guard let value = value(name) else { return nil }
        guard let members = value.object else { throw .invalid("\(path)\(name) must be an object") }
        return Fields(members, path: "\(path)\(name).")
    }

    /// An object that must be there; refused with code 131008.
    func requiredObject(_ name: String) throws(GraphError) -> Fields {
        guard let object = try object(name) else { throw .missing(path + name) }
        return object
    }

    /// The objects of an array that may be absent.
    func objects(_ name: String) throws(GraphError) -> [Fields] {
        guard let value = value(name) else { return [] }
        guard let array = value.array else { throw .invalid("\(path)\(name) must be an array") }
        var objects: [Fields] = []
        for (index, element) in array.enumerated() {
            guard let members = element.object else {
                throw .invalid("\(path)\(name)[\(index)] must be an object")
            }
            objects.append(Fields(members, path: "\(path)\(name)[\(index)]."))
        }
        return objects
    }
}
