import Messages
import RPC

/// EnableNotifications on one session after another, each with a customer of its own.
struct EnableTraffic: Traffic, Sendable {
    private let names: SessionNames
    private let supply: SessionSupply
    private let template: FrameTemplate
    private let merchant: Int
    private let session: Int
    private let phone: Int
    private let order: Int

    /// Where each call writes the customer's number and the order's: seven and ten digits.
    private static let phonePlace = "+96550000000"
    private static let orderPlace = "A-0000000000"

    init(_ names: SessionNames, _ supply: SessionSupply, _ shape: LoadShape) throws {
        self.names = names
        self.supply = supply
        template = try FrameTemplate(
            .enableNotifications,
            EnableNotificationsRequest(
                merchantID: SessionNames.merchantPlace, sessionID: FrameTemplate.sessionPlace,
                plugin: .paymentRequest, phone: Self.phonePlace, language: "en",
                selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment])),
                attributes: SessionAttributes(
                    customerName: "Noura", amount: "14", currency: "KWD",
                    orderNumber: Self.orderPlace, checkoutLink: LoadFixture.checkoutLink)),
            deadline: shape.deadline)
        merchant = template.place(of: SessionNames.merchantPlace) + 5
        session = template.place(of: FrameTemplate.sessionPlace)
        phone = template.place(of: Self.phonePlace) + 5
        order = template.place(of: Self.orderPlace) + 2
    }

    mutating func appendCall(lane: Int, streamID: UInt32, to bytes: inout [UInt8]) -> Bool {
        guard let number = supply.take() else { return false }
        let start = template.append(to: &bytes, streamID: streamID)
        bytes.overwrite(at: start + merchant, digits: 3, of: names.merchant(ofSession: number))
        bytes.overwrite(at: start + session, with: names.session(number))
        bytes.overwrite(at: start + phone, digits: 7, of: number % 10_000_000)
        bytes.overwrite(at: start + order, digits: 10, of: number)
        return true
    }
}
