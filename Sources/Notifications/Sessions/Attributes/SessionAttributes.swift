/// What is known of a payment; a nil field is not known.
///
/// Copies share one place for the fields: a decision hands them on so often that counting the owners
/// of each text took longer than deciding.
package struct SessionAttributes: Sendable {
    private var place: Place

    /// The fields.
    private struct Fields: Hashable, Sendable {
        var customerName: String?
        var amount: Money?
        var orderNumber: String?
        var checkoutLink: String?
        var checkoutLinkExpiresAt: Timestamp?
    }

    private final class Place: Sendable {
        let fields: Fields

        init(_ fields: Fields) { self.fields = fields }

        static let empty = Place(Fields())
    }

    package init(
        customerName: String? = nil, amount: Money? = nil, orderNumber: String? = nil,
        checkoutLink: String? = nil, checkoutLinkExpiresAt: Timestamp? = nil
    ) {
        let isEmpty =
            customerName == nil && amount == nil && orderNumber == nil && checkoutLink == nil
            && checkoutLinkExpiresAt == nil
        guard !isEmpty else {
            place = .empty
            return
        }
        place = Place(
            Fields(
                customerName: customerName, amount: amount, orderNumber: orderNumber,
                checkoutLink: checkoutLink, checkoutLinkExpiresAt: checkoutLinkExpiresAt))
    }

    /// Nothing is known.
    package init() { place = .empty }

    package var customerName: String? {
        get { place.fields.customerName }
        set { change { $0.customerName = newValue } }
    }

    package var amount: Money? {
        get { place.fields.amount }
        set { change { $0.amount = newValue } }
    }

    package var orderNumber: String? {
        get { place.fields.orderNumber }
        set { change { $0.orderNumber = newValue } }
    }

    package var checkoutLink: String? {
        get { place.fields.checkoutLink }
        set { change { $0.checkoutLink = newValue } }
    }

    package var checkoutLinkExpiresAt: Timestamp? {
        get { place.fields.checkoutLinkExpiresAt }
        set { change { $0.checkoutLinkExpiresAt = newValue } }
    }

    private mutating func change(_ change: (inout Fields) -> Void) {
        var fields = place.fields
        change(&fields)
        place = Place(fields)
    }

    /// Whether nothing is known.
    package var isEmpty: Bool { self == SessionAttributes() }

    /// These attributes with the known ones of the change in their place.
    package func merging(_ change: SessionAttributes) -> SessionAttributes {
        guard !change.isEmpty else { return self }
        return SessionAttributes(
            customerName: change.customerName ?? customerName,
            amount: change.amount ?? amount,
            orderNumber: change.orderNumber ?? orderNumber,
            checkoutLink: change.checkoutLink ?? checkoutLink,
            checkoutLinkExpiresAt: change.checkoutLinkExpiresAt ?? checkoutLinkExpiresAt)
    }
}

extension SessionAttributes: Hashable {
    package static func == (left: SessionAttributes, right: SessionAttributes) -> Bool {
        left.place === right.place || left.place.fields == right.place.fields
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(place.fields) }
}
