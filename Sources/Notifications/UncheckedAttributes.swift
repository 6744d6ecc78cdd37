/// The attributes of a session as a caller gave them: empty and 0 stand for unknown.
package struct UncheckedAttributes: Hashable, Sendable {
    package var customerName: String
    package var amount: String
    package var currency: String
    package var orderNumber: String
    package var checkoutLink: String
    package var checkoutLinkExpiresAtMilliseconds: Int64

    package init(
        customerName: String = "", amount: String = "", currency: String = "",
        orderNumber: String = "", checkoutLink: String = "",
        checkoutLinkExpiresAtMilliseconds: Int64 = 0
    ) {
        self.customerName = customerName
        self.amount = amount
        self.currency = currency
        self.orderNumber = orderNumber
        self.checkoutLink = checkoutLink
        self.checkoutLinkExpiresAtMilliseconds = checkoutLinkExpiresAtMilliseconds
    }
}

extension FieldChecker {
    /// Checks all attributes; `path` is the field that holds them.
    mutating func attributes(_ given: UncheckedAttributes, _ path: String) -> SessionAttributes {
        SessionAttributes(
            customerName: line(given.customerName, "\(path).customer_name", lengthMax: 128),
            amount: money(given, path),
            orderNumber: line(given.orderNumber, "\(path).order_number", lengthMax: 128),
            checkoutLink: link(given.checkoutLink, "\(path).checkout_link"),
            checkoutLinkExpiresAt: moment(
                given.checkoutLinkExpiresAtMilliseconds, "\(path).checkout_link_expires_at_ms"))
    }

    private mutating func money(_ given: UncheckedAttributes, _ path: String) -> Money? {
        if given.amount.isEmpty, given.currency.isEmpty { return nil }
        if given.amount.isEmpty { return require(nil, "\(path).amount") }
        if given.currency.isEmpty { return require(nil, "\(path).currency") }
        do throws(MoneyProblem) {
            return try Money(amount: given.amount, currency: given.currency)
        } catch {
            let field = error == .unknownCurrency ? "currency" : "amount"
            refuse("\(path).\(field)", error.rule)
            return nil
        }
    }

    private mutating func link(
        _ value: String, _ field: @autoclosure () -> String
    ) -> String? {
        if value.isEmpty { return nil }
        expect(
            value.isSecureURL, field(),
            "must be an https URL of at most \(Self.urlBytesMax) bytes, in ASCII without spaces")
        return value
    }

    /// Bytes of a URL at most.
    static let urlBytesMax = 2_000
}

extension String {
    /// Whether it is an https URL with a host, in the characters that RFC 3986 knows.
    var isSecureURL: Bool {
        let scheme = "https://"
        guard hasPrefix(scheme), utf8.count <= FieldChecker.urlBytesMax else { return false }
        let rest = utf8.dropFirst(scheme.utf8.count)
        let isHostEmpty = rest.first.map { "/?#:".utf8.contains($0) } ?? true
        return !isHostEmpty && rest.allSatisfy(\.isURLByte)
    }
}

extension UInt8 {
    /// Whether RFC 3986 lets it stand in a URL.
    var isURLByte: Bool {
        (0x21...0x7E).contains(self) && !"\"<>\\^`{|}".utf8.contains(self)
    }
}
