import Messages
import Notifications

extension Notifications.ParameterFormat {
    /// The format that a message names; nil if it names none.
    init?(_ wire: Messages.ParameterFormat) {
        switch wire {
        case .positional: self = .positional
        case .named: self = .named
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The format as messages name it.
    var wire: Messages.ParameterFormat {
        switch self {
        case .positional: .positional
        case .named: .named
        }
    }
}
