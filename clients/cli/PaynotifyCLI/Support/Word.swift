import ArgumentParser
import Messages

extension WireEnum {
    /// The value as it is written on the command line and in JSON: `payment_request`; empty if it
    /// is unspecified.
    var word: String { self == Self(rawValue: 0) ? "" : name.lowercased() }
}

/// A value of an enumeration, written as its word.
struct Word<Value: WireEnum>: ExpressibleByArgument {
    let value: Value

    init(_ value: Value) { self.value = value }

    init?(argument: String) {
        guard let value = Self.choices.first(where: { $0.word == argument }) else { return nil }
        self.value = value
    }

    static var allValueStrings: [String] { choices.map(\.word) }

    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

    var defaultValueDescription: String { value.word }

    private static var choices: [Value] {
        Value.allCases.filter { $0 != .unrecognized && $0.rawValue != 0 }
    }
}
