/// A value on its way into a statement.
package enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// A number of the machine's size.
    package static func integer(_ number: Int) -> Value { .integer(Int64(number)) }

    /// A text, or null without one.
    package static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
}
