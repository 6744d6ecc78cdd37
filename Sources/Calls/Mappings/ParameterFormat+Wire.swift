import Messages
import Notifications

extension Notifications.ParameterFormat: WireNamed {
    static let byNumber = valuesByNumber()

    /// The format as messages name it.
    var wire: Messages.ParameterFormat {
        switch self {
        case .positional: .positional
        case .named: .named
        }
    }
}
