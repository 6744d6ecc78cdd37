/// An array that decodes each element on its own: nil stands for one that is not as expected.
///
/// Anything but an array counts as an empty one.
struct LenientArray<Element: Decodable>: Decodable {
    let elements: [Element?]

    init(from decoder: any Decoder) throws {
        guard var items = try? decoder.unkeyedContainer() else {
            elements = []
            return
        }
        var elements: [Element?] = []
        while !items.isAtEnd {
            // A wrapper that never throws, so that the place moves on after each element.
            elements.append(try items.decode(Lenient<Element>.self).value)
        }
        self.elements = elements
    }
}

/// A value, or nil where it is not as expected.
private struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
}

/// A value that is not looked at.
struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}

extension KeyedDecodingContainer {
    /// The value of the key; nil where it is missing or not as expected.
    func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        try? decode(type, forKey: key)
    }

    /// The elements of the key's array; none where it is missing or no array.
    func elements<Element: Decodable>(_ type: Element.Type, _ key: Key) -> [Element?] {
        lenient(LenientArray<Element>.self, key)?.elements ?? []
    }
}
