/// The customer's `wa_id`, which is not always the number that was written.
enum WaID {
    /// The digits as Meta has them in three countries, and elsewhere the same digits.
    ///
    /// Argentina has a 9 after the country's 54, Mexico a 1 after its 52, and Brazil no 9 before
    /// the eight digits of a mobile number.
    static func rewritten(_ digits: String) -> String {
        if digits.hasPrefix("54"), !digits.hasPrefix("549") { return "549" + digits.dropFirst(2) }
        if digits.hasPrefix("52"), !digits.hasPrefix("521") { return "521" + digits.dropFirst(2) }
        let brazilian = digits.dropFirst(4)
        if digits.hasPrefix("55"), brazilian.count == 9, brazilian.hasPrefix("9") {
            return String(digits.prefix(4) + brazilian.dropFirst())
        }
        return digits
    }
}
