package import Messages

/// A service and one of its methods, as a caller names them.
package struct MethodName: Hashable, Sendable {
    /// Full name of the service with its package.
    package var service: String
    /// Bare name of the method.
    package var method: String

    package init(service: String, method: String) {
        self.service = service
        self.method = method
    }
}

/// The methods of a handler, numbered from 0 in an order of its own.
///
/// A call carries its method's number from where it enters the server on, so that no name is made, hashed or
/// compared again.
package final class MethodNames: Sendable {
    /// By number.
    package let names: [MethodName]
    private let prefixes: RequestPrefixes
    private let numbers: [MethodName: Int]
    /// Those that change nothing, and whose answers may be long.
    package let queries: MethodSet

    /// Numbers names that are different from each other.
    package init(_ names: [MethodName], queries: Set<MethodName> = []) {
        self.names = names
        self.queries = MethodSet(names.indices.filter { queries.contains(names[$0]) })
        prefixes = RequestPrefixes(names.map { ($0.service, $0.method) })
        numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }

    /// The method's number; nil if it is not among them.
    package func number(of name: MethodName) -> Int? { numbers[name] }

    /// Reads an envelope of one of the methods as most clients write it; nil for any other, which
    /// ``Envelope/decodeRequest(_:)`` takes.
    ///
    /// The guess is the number that is looked at first, such as that of the call before.
    package func plainRequest(in envelope: Span<UInt8>, guess: Int) -> PlainRequest? {
        prefixes.plainRequest(in: envelope, guess: guess)
    }
}

/// Some methods by their numbers, of a handler with 64 at most.
package struct MethodSet: Hashable, Sendable {
    private var bits: UInt64 = 0

    init(_ numbers: [Int]) {
        for number in numbers {
            precondition(number < 64, "a handler has 64 methods at most")
            bits |= 1 << UInt64(number)
        }
    }

    package func contains(_ number: Int) -> Bool { number < 64 && bits >> UInt64(number) & 1 == 1 }
}
