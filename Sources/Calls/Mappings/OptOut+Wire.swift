import Messages
import Notifications

extension Notifications.OptOutCategory: WireNamed {
    static let byNumber = valuesByNumber()

    /// The category as messages name it.
    var wire: Messages.OptOutCategory {
        switch self {
        case .all: .all
        case .marketing: .marketing
        }
    }
}

extension Notifications.OptOutSource: WireNamed {
    static let byNumber = valuesByNumber()

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
