import Messages
import Notifications

extension HeaderMedia.Format: WireNamed {
    static let byNumber = valuesByNumber()

    /// The format as messages name it.
    var wire: Messages.HeaderFormat {
        switch self {
        case .image: .image
        case .video: .video
        case .document: .document
        }
    }
}
