import Notifications
import SQLite

// How the rules that a decision passed stand in a column: a row for each call makes it worth while.

extension [Rule] {
    /// A number with a bit for each rule, in decimal digits.
    var encoded: String {
        var bits = 0
        for rule in self { bits |= rule.bit }
        return String(bits)
    }

    /// Reads such a number, or the words that earlier versions wrote.
    init(encoded text: String) throws(SQLiteError) {
        guard let bits = Int(text) else {
            self = try decodeWords(text)
            return
        }
        self = Rule.allCases.filter { bits & $0.bit != 0 }
    }
}

extension Rule {
    /// Never another one: files hold it.
    fileprivate var bit: Int {
        switch self {
        case .stateSupported: 1 << 0
        case .transitionLegal: 1 << 1
        case .notYetNotified: 1 << 2
        case .sessionEnabled: 1 << 3
        case .notOptedOut: 1 << 4
        case .channelAutomatic: 1 << 5
        case .phaseAvailable: 1 << 6
        case .stateSelected: 1 << 7
        case .authenticatorPresent: 1 << 8
        case .templateBound: 1 << 9
        case .languageBound: 1 << 10
        case .variablesPresent: 1 << 11
        case .notExpired: 1 << 12
        case .templateApproved: 1 << 13
        case .outsideQuietHours: 1 << 14
        case .afterRestore: 1 << 15
        }
    }
}
