import Notifications

/// Shows enough of personal data to tell one from another, and no more.
enum Mask {
    /// A telephone number as `+965••••5678`: the first four characters and the last four.
    static func phone(_ phone: PhoneNumber) -> String {
        "\(phone.e164.prefix(4))••••\(phone.e164.suffix(4))"
    }

    /// Meta's message id as `wamid.…A1B2`: the first six characters and the last four; one of less
    /// than 16 characters is hidden whole, for it would leave too little out.
    static func messageID(_ message: MessageID?) -> String {
        guard let text = message?.rawValue else { return "" }
        guard text.count >= 16 else { return "…" }
        return "\(text.prefix(6))…\(text.suffix(4))"
    }
}
