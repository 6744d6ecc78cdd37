import Messages
import Notifications

extension Notifications.OptOutCategory {
    /// The category that a message names; nil if it names none.
    init?(_ wire: Messages.OptOutCategory) {
        switch wire {
        case .all: self = .all
        case .marketing: self = .marketing
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The category as messages name it.
    var wire: Messages.OptOutCategory {
        switch self {
        case .all: .all
        case .marketing: .marketing
        }
    }
}

extension Notifications.OptOutSource {
    /// The source that a message names; nil if it names none.
    init?(_ wire: Messages.OptOutSource) {
        switch wire {
        case .caller: self = .caller
        case .person: self = .person
        case .reply: self = .reply
        case .meta: self = .meta
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The source as messages name it.
    var wire: Messages.OptOutSource {
        switch self {
        case .caller: .caller
        case .person: .person
        case .reply: .reply
        case .meta: .meta
        }
    }
}
