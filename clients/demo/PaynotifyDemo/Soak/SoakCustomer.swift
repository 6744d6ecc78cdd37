import Messages

/// A customer who pays, says STOP under another name than the number that was dialled, and pays again.
struct SoakCustomer: Hashable, Sendable {
    /// How Meta names them when they write.
    enum Kind: String, CaseIterable, Hashable, Sendable {
        /// By a user id alone, from the first message on; their word answers our message.
        case hiddenReply
        /// By a user id alone, from the first message on.
        case hidden
        /// By a user id alone, since they hid their phone after our message.
        case hiddenLater
        /// By a user id, and by a number in the contact.
        case hiddenButForTheContact
        /// By a user id alone, and it changed since our message.
        case newUserID
        /// By a `wa_id` that is not the number that was dialled.
        case otherWaID
        /// By their number; then they get another, which is paid with afterwards.
        case movedAfterwards
    }

    var index: Int
    var kind: Kind
    /// The place of the merchant that they pay first.
    var merchant: Int
    /// The number that is dialled, with a plus.
    var phone: String
    /// What Meta calls it, digits alone.
    var waID: String
    /// The number that they have at the end, with a plus.
    var lastPhone: String
    /// What they write.
    var word: String
    /// When they pay first, in seconds since the begin of the run.
    var start: Double

    /// Customers of each kind.
    static let countOfEach = 6
    /// The last digits of all of them, whose receipts come as usual.
    static let suffix = "7777"
    /// What Meta makes of the numbers of a country.
    static let waIDPrefix = (from: "52", to: "521")
    private static let words = ["STOP", "stop!", "Unsubscribe", "توقف"]

    /// All of a run's, drawn from the seed: customers of the quiet merchants.
    static func plan(_ options: SoakOptions) -> [SoakCustomer] {
        var numbers = SeededNumbers(seed: options.seed ^ 0x570B)
        return (0..<countOfEach * Kind.allCases.count).map { index in
            let kind = Kind.allCases[index % Kind.allCases.count]
            let digits = kind == .otherWaID ? "525512\(10 + index)\(suffix)" : kuwaiti(index)
            let waID =
                kind == .otherWaID
                ? waIDPrefix.to + digits.dropFirst(waIDPrefix.from.count) : digits
            return SoakCustomer(
                index: index, kind: kind,
                merchant: Int.random(in: 1..<max(2, options.merchants), using: &numbers),
                phone: "+" + digits, waID: waID,
                lastPhone: "+" + (kind == .movedAfterwards ? kuwaiti(50 + index) : digits),
                word: words[Int.random(in: 0..<words.count, using: &numbers)],
                start: Double.random(in: 0.02..<0.4, using: &numbers) * options.seconds)
        }
    }

    private static func kuwaiti(_ index: Int) -> String { "965\(5_900 + index)" + suffix }

    /// Whether they hide their phone before the first message.
    var hidesFirst: Bool {
        switch kind {
        case .hiddenReply, .hidden, .hiddenButForTheContact, .newUserID: true
        case .hiddenLater, .otherWaID, .movedAfterwards: false
        }
    }

    /// Every number that Meta may have dialled for them, digits alone.
    var waIDs: Set<String> { [waID, String(lastPhone.dropFirst())] }

    /// The name of their payment with the number, counted from 0.
    func sessionID(_ number: Int) -> String { "c-\(index)-\(number)" }

    /// Whether it names the first payment of one of them.
    static func isFirst(_ session: String) -> Bool {
        session.hasPrefix("c-") && session.hasSuffix("-0")
    }

    /// A payment of theirs that is paid at once.
    func session(_ number: Int, of merchant: Int, by phone: String) -> SoakSession {
        SoakSession(
            merchant: merchant, id: sessionID(number), plugin: .eCommerce, phone: phone,
            language: index.isMultiple(of: 2) ? "en" : "ar", linkLifetime: nil,
            calls: [
                .init(at: 0, kind: .enable), .init(at: 0, kind: .notify(.paid, event: 0)),
            ])
    }
}
