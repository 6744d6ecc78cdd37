import ArgumentParser
import Messages

/// What is known of a payment.
struct AttributeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The name to address the customer by.", valueName: "name"))
    var customerName: String = ""
    @Option(help: ArgumentHelp("Decimal digits, such as 14.000.", valueName: "amount"))
    var amount: String = ""
    @Option(help: ArgumentHelp("ISO 4217 code, such as KWD.", valueName: "code"))
    var currency: String = ""
    @Option(help: ArgumentHelp("The merchant's order number.", valueName: "number"))
    var orderNumber: String = ""
    @Option(help: ArgumentHelp("Where the customer pays.", valueName: "url"))
    var checkoutLink: String = ""
    @Option(
        help: ArgumentHelp(
            "When the link stops working, such as 2026-01-31T12:00:00Z.", valueName: "time"))
    var checkoutLinkExpiresAt: TimeArgument?

    var message: SessionAttributes {
        SessionAttributes(
            customerName: customerName, amount: amount, currency: currency,
            orderNumber: orderNumber, checkoutLink: checkoutLink,
            checkoutLinkExpiresAtMilliseconds: checkoutLinkExpiresAt?.milliseconds ?? 0)
    }
}
