import Messages
import Notifications

extension HeaderMedia.Format {
    /// What the file in the header of a message is; nil if it says nothing.
    init?(_ wire: Messages.HeaderFormat) {
        switch wire {
        case .image: self = .image
        case .video: self = .video
        case .document: self = .document
        case .unspecified, .unrecognized: return nil
        }
    }

    /// The format as messages name it.
    var wire: Messages.HeaderFormat {
        switch self {
        case .image: .image
        case .video: .video
        case .document: .document
        }
    }
}
