import Notifications

/// Shows enough of an identifier to tell it from others, and no more.
enum Mask {
    /// Meta's message id as `wamid.…A1B2`: the first six characters and the last four; one of less
    /// than 16 characters is hidden whole, for it would leave too little out.
    static func messageID(_ message: MessageID?) -> String {
        guard let text = message?.rawValue else { return "" }
        guard text.count >= 16 else { return "…" }
        return "\(text.prefix(6))…\(text.suffix(4))"
    }
}
