import Foundation

/// The date of a ban as Meta writes it.
enum BanDate {
    /// The month in words, the day and the year, of a moment in Unix seconds in UTC.
    static func text(_ time: Int) -> String {
        var style = Date.VerbatimFormatStyle(
            format: "\(month: .wide) \(day: .defaultDigits), \(year: .defaultDigits)",
            locale: Locale(identifier: "en_US"), timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian))
        style.locale = Locale(identifier: "en_US")
        return Date(timeIntervalSince1970: Double(time)).formatted(style)
    }
}
