package import Notifications

/// A store that copies itself into a file while it is in use.
package protocol BackupMaker: Sendable {
    /// Begins a backup to a path where nothing is; says how it ended once it has.
    ///
    /// One is made at a time. What was durable before the call is in the file, and nothing that a caller
    /// was refused.
    func startBackup(
        to path: String, then ended: @escaping @Sendable (BackupProgress) -> Void
    ) async throws(BackupRefused) -> BackupProgress

    /// How the last backup stands; nil: none was begun.
    var lastBackup: BackupProgress? { get }
}

/// How a backup stands.
package struct BackupProgress: Hashable, Sendable {
    package enum Stage: Hashable, Sendable {
        /// Pages are copied between commits.
        case copying
        /// All pages are copied; the file is closed, hashed and synced.
        case finishing
        /// The file is there, whole and on the disk; its SHA-256 in hexadecimal digits.
        case done(sha256: String)
        /// There is no file, for the reason.
        case failed(because: String)
    }

    package let path: String
    package var stage: Stage
    package var pagesCopied = 0
    /// Of the database, as far as is known.
    package var pages = 0
    package let beganAt: Timestamp
    /// nil while it has not.
    package var endedAt: Timestamp?

    package init(path: String, stage: Stage = .copying, beganAt: Timestamp) {
        self.path = path
        self.stage = stage
        self.beganAt = beganAt
    }

    package var isUnderWay: Bool {
        switch stage {
        case .copying, .finishing: true
        case .done, .failed: false
        }
    }
}

/// Why a backup was not begun.
package enum BackupRefused: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another one is being made, to the path.
    case underWay(path: String)
    /// The path is none, or something is there.
    case badPath(String)
    /// The file cannot be made, or there is no room for it.
    case cannotWrite(String)
    /// The store is closed, or its disk is broken.
    case closed

    package var description: String {
        switch self {
        case .underWay(let path): "a backup to \(path) is being made"
        case .badPath(let rule): rule
        case .cannotWrite(let reason): reason
        case .closed: "the store is closed"
        }
    }
}
