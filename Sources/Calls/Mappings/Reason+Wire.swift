import Messages
import Notifications

extension Notifications.Reason {
    /// The reason as messages name it.
    var wire: Messages.Reason {
        switch self {
        case .queued: .queued
        case .notEnabled: .notEnabled
        case .stateNotSelected: .stateNotSelected
        case .stateNotSupported: .stateNotSupported
        case .operationState: .operationState
        case .pluginPhaseUnavailable: .pluginPhaseUnavailable
        case .noAuthenticator: .noAuthenticator
        case .noTemplate: .noTemplate
        case .languageMissing: .languageMissing
        case .templateUnverified: .templateUnverified
        case .templateUnapproved: .templateUnapproved
        case .templatePaused: .templatePaused
        case .variableMissing: .variableMissing
        case .duplicate: .duplicate
        case .stale: .stale
        case .illegalTransition: .illegalTransition
        case .alreadyExpired: .alreadyExpired
        case .quietHours: .quietHours
        case .templateDrifted: .templateDrifted
        case .optedOut: .optedOut
        case .channelConflict: .channelConflict
        case .paused: .paused
        case .senderUnhealthy: .senderUnhealthy
        case .dailyLimit: .dailyLimit
        case .textTooLong: .textTooLong
        case .authenticatorUnproven: .authenticatorUnproven
        case .restored: .restored
        }
    }
}
