import Notifications
import SQLite
import StoreCore

extension SQLiteRecords: ErasureRecords {
    func erasure(
        _ id: ErasureID, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredErasure? {
        try neutral(tables.erasures.find(id, of: merchant))
    }

    func runningErasures() throws(RecordsFault) -> [StoredErasure] {
        try neutral(tables.erased.running())
    }

    func insert(
        _ erasure: Erasure, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(RecordsFault) {
        // Before the commit: of an erasure that is not begun after all, a restored copy loses the same.
        try neutral(erased.add(phone, merchant, at: erasure.createdAt))
        try neutral(tables.erasures.insert(erasure, of: phone, merchant))
    }

    func update(
        _ erasure: Erasure, _ step: ErasureStep, over stored: StoredErasure
    ) throws(RecordsFault) {
        try neutral(tables.erasures.update(erasure, step, over: stored))
    }

    func look(
        for phone: PhoneNumber, _ merchant: MerchantKey, from step: ErasureStep, limit: Int
    ) throws(RecordsFault) -> ErasureLook {
        try neutral(tables.look(for: phone, merchant, from: step, limit: limit))
    }

    func removeNames(
        of phone: PhoneNumber, _ merchant: MerchantKey, after name: String, limit: Int
    ) throws(RecordsFault) -> String? {
        try neutral(tables.erasures.removeNames(of: phone, merchant, after: name, limit: limit))
    }

    func removeName(
        spelling phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(RecordsFault) {
        try neutral(tables.erasures.removeName(spelling: phone, merchant))
    }

    func erase(
        _ phone: PhoneNumber, fromSession row: Int64, of merchant: MerchantKey
    ) throws(RecordsFault) -> Int {
        try neutral(tables.erasures.clear(phone, fromSession: row, of: merchant))
    }

    func removePerson(_ phone: PhoneNumber, of portfolio: String) throws(RecordsFault) {
        try neutral(tables.erased.removePerson(phone, of: portfolio))
    }

    func hideWishes(of phone: PhoneNumber, _ merchant: MerchantKey) throws(RecordsFault) {
        let words = try optOuts(of: phone, merchant: merchant)
        guard !words.isEmpty else { return }
        let code = try neutral(erased.code(of: phone, merchant))
        for word in words { try neutral(tables.erasures.hide(word, code, merchant)) }
        try neutral(tables.erasures.removeWishes(of: phone, merchant))
        erased.mayHaveHidden = true
    }

    func showWishes(of phone: PhoneNumber, _ merchant: MerchantKey) throws(RecordsFault) {
        guard erased.mayHaveHidden else { return }
        let code = try neutral(erased.code(of: phone, merchant))
        let words = try neutral(tables.erasures.hidden(code, merchant))
        guard !words.isEmpty else { return }
        let later = try optOuts(of: phone, merchant: merchant)
        for word in words {
            let known = later.first { $0.category == word.category }
            try put(known?.followed(by: word) ?? word, of: phone, merchant: merchant)
        }
        try neutral(tables.erasures.removeHidden(code, merchant))
    }
}

extension Tables {
    /// Looks at so many numbers of rows, whether or not each has a row.
    fileprivate func look(
        for phone: PhoneNumber, _ merchant: MerchantKey, from step: ErasureStep, limit: Int
    ) throws(SQLiteError) -> ErasureLook {
        switch step {
        case .sessions(let row):
            let end = row + Int64(limit)
            let last = try retention.lastSession()
            return ErasureLook(
                sessions: try erasures.sessions(for: phone, merchant, in: row + 1...end),
                next: end < last ? .sessions(after: end) : .notifications(after: 0))
        case .notifications(let row):
            let end = row + Int64(limit)
            let last = try erased.lastNotification()
            return ErasureLook(
                sessions: try erasures.sessionsOfNotifications(
                    for: phone, merchant, in: row + 1...end),
                next: end < last ? .notifications(after: end) : .names(after: ""))
        case .names, .end: return ErasureLook(sessions: [], next: step)
        }
    }
}
