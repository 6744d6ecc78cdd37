import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: RetentionRecords {
    func position(of subject: RetentionSubject) throws(RecordsFault) -> Int64 {
        try neutral(tables.retention.position(of: subject))
    }

    func put(_ position: Int64, of subject: RetentionSubject) throws(RecordsFault) {
        try neutral(tables.retention.put(position, of: subject))
    }

    func lastRow(of subject: RetentionSubject) throws(RecordsFault) -> Int64 {
        switch subject {
        case .texts: try neutral(tables.retention.lastAttempt())
        case .people, .sessions: try neutral(tables.retention.lastSession())
        case .names: 0
        }
    }

    func attempts(after row: Int64, limit: Int) throws(RecordsFault) -> [AgedRow] {
        try neutral(tables.retention.attempts(after: row, limit: limit))
    }

    func removeTexts(of attempts: ClosedRange<Int64>) throws(RecordsFault) -> Int {
        try neutral(tables.retention.removeTexts(of: attempts))
    }

    func sessions(after row: Int64, limit: Int) throws(RecordsFault) -> [AgedRow] {
        try neutral(tables.retention.sessions(after: row, limit: limit))
    }

    func sessionsDue(
        for subject: RetentionSubject, at now: Timestamp, limit: Int
    ) throws(RecordsFault) -> [Int64] {
        try neutral(tables.retention.due(for: subject, at: now, limit: limit))
    }

    func put(
        _ moment: Timestamp, ofSession row: Int64, for subject: RetentionSubject
    ) throws(RecordsFault) {
        try neutral(tables.retention.put(moment, ofSession: row, for: subject))
    }

    func removeDue(ofSession row: Int64, for subject: RetentionSubject) throws(RecordsFault) {
        try neutral(tables.retention.removeDue(ofSession: row, for: subject))
    }

    func age(ofSession row: Int64) throws(RecordsFault) -> SessionAge? {
        try neutral(tables.retention.age(ofSession: row))
    }

    func removeCustomer(ofSession row: Int64) throws(RecordsFault) -> Bool {
        try neutral(tables.retention.clearCustomer(ofSession: row))
    }

    func removeSession(_ row: Int64) throws(RecordsFault) -> [NotificationStatus: Int] {
        try neutral(tables.removals.remove(row))
    }

    func names(after name: CustomerName?, limit: Int) throws(RecordsFault) -> [CustomerName] {
        try neutral(tables.retention.names(after: name, limit: limit))
    }

    func put(_ moment: Timestamp, of name: CustomerName) throws(RecordsFault) {
        try neutral(tables.retention.see(name, at: moment))
    }

    func remove(_ name: CustomerName) throws(RecordsFault) {
        try neutral(tables.retention.remove(name))
    }
}
