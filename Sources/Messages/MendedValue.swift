import CMessages

/// A value that was given in a form that messages cannot have, and was mended because its meaning is
/// plain.
///
/// Give it rightly the next time.
public struct MendedValue: WireMessage {
    /// Its path in the request, such as "attributes.customer_name".
    public var field: String
    /// What was done to it, such as "white space at its ends was removed".
    public var change: String

    /// Makes a message; what is not given stays empty.
    public init(field: String = "", change: String = "") {
        self.field = field
        self.change = change
    }
}

extension MendedValue: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__mended_value__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("field", &field)
        fields.string("change", &change)
    }
}
