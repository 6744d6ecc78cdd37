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
    /// Checks all attributes, and mends those that can be; `path` is the field that holds them.
    mutating func attributes(_ given: UncheckedAttributes, _ path: String) -> SessionAttributes {
        SessionAttributes(
            customerName: name(given.customerName, "\(path).customer_name"),
            amount: money(given, path),
            orderNumber: shown(given.orderNumber, "\(path).order_number"),
            checkoutLink: link(given.checkoutLink, "\(path).checkout_link"),
            checkoutLinkExpiresAt: moment(
                given.checkoutLinkExpiresAtMilliseconds, "\(path).checkout_link_expires_at_ms"))
    }

    /// Checks a name that may be a stranger's choice: with a link in it, the shop's own number would
    /// send the customer wherever the stranger likes.
    private mutating func name(_ value: String, _ field: @autoclosure () -> String) -> String? {
        let name = shown(value, field())
        if let name, LinkFinder.finds(in: name) {
            refuse(field(), "must be a name, without a link or the name of a website")
        }
        return name
    }

    /// Checks a line that a message shows; an empty one is nil.
    private mutating func shown(_ value: String, _ field: @autoclosure () -> String) -> String? {
        if value.isEmpty { return nil }
        let text = mended(value, field())
        guard text.unicodeScalars.contains(where: ValueRules.isVisible) else {
            refuse(field(), "must not be blank: leave it empty if it is not known")
            return nil
        }
        return line(text, field(), lengthMax: 128)
    }

    private mutating func money(_ given: UncheckedAttributes, _ path: String) -> Money? {
        if given.amount.isEmpty, given.currency.isEmpty { return nil }
        if given.amount.isEmpty { return require(nil, "\(path).amount") }
        if given.currency.isEmpty { return require(nil, "\(path).currency") }
        let amount = trimmed(given.amount, "\(path).amount")
        let currency = trimmed(given.currency, "\(path).currency")
        do throws(MoneyProblem) {
            let money = try Money(amount: amount, currency: currency)
            if money.decimals < amount.decimals { note(.zerosCut, of: "\(path).amount") }
            return money
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
        let link = trimmed(value, field())
        expect(
            link.isSecureURL, field(),
            "must be an https URL of at most \(Self.urlBytesMax) bytes, in ASCII without spaces")
        return link
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
