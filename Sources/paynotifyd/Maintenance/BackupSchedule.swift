import Foundation
import Notifications

/// When the daemon makes a backup by itself, what it is called, and which of the old ones go.
struct BackupSchedule: Sendable {
    /// The database's file name.
    let database: String
    let interval: Duration
    /// How many are kept; at least 1.
    let kept: Int

    /// How soon one is tried again after it failed.
    static let retry = Duration.seconds(600)

    /// Such as `paynotify.db.20261122T153000Z`: in UTC, so that names sort as times do.
    func name(at moment: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds / 1_000))
        return database + "." + Self.format.string(from: date)
    }

    /// When the backup of the name was begun; nil: it is none of this schedule's.
    func moment(of name: String) -> Timestamp? {
        guard name.hasPrefix(database + ".") else { return nil }
        let time = String(name.dropFirst(database.count + 1))
        guard time.utf8.count == 16, let date = Self.format.date(from: time) else { return nil }
        return Timestamp(milliseconds: Int64(date.timeIntervalSince1970) * 1_000)
    }

    /// The newest of the names; nil: there is none.
    func newest(of names: [String]) -> Timestamp? {
        names.compactMap(moment).max { $0.milliseconds < $1.milliseconds }
    }

    /// How long to wait for the next one.
    func wait(after newest: Timestamp?, at now: Timestamp) -> Duration {
        guard let newest else { return .zero }
        return max(.zero, interval - now.since(newest))
    }

    /// Those of the names that are too many, oldest first.
    func surplus(of names: [String]) -> [String] {
        let own = names.filter { moment(of: $0) != nil }.sorted()
        return Array(own.dropLast(kept))
    }

    private static let format: DateFormatter = {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
        return format
    }()
}
