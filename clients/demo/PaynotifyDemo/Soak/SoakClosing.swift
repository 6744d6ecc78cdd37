import Messages

/// The payments after the faults: one for each template of each merchant, so that whatever was stopped
/// is tried.
enum SoakClosing {
    private static let name = "closing"

    static func plan(_ options: SoakOptions) -> [SoakSession] {
        (0..<options.merchants).flatMap { merchant in
            ["en", "ar"].flatMap { language in
                [
                    session(merchant, .paymentRequest, language, .created),
                    session(merchant, .eCommerce, language, .paid),
                ]
            }.enumerated().map { index, session in
                var session = session
                session.id = "\(name)-\(merchant)-\(index)"
                session.phone = "+9656\(1_000_000 + merchant * 10 + index)"
                return session
            }
        }
    }

    /// Whether the intent is of such a payment.
    static func includes(_ intent: SoakIntent) -> Bool { intent.session.hasPrefix(name) }

    private static func session(
        _ merchant: Int, _ plugin: Plugin, _ language: String, _ state: PaymentState
    ) -> SoakSession {
        SoakSession(
            merchant: merchant, id: "", plugin: plugin, phone: "", language: language,
            linkLifetime: nil,
            calls: [.init(at: 0, kind: .enable), .init(at: 0, kind: .notify(state, event: 0))])
    }
}
