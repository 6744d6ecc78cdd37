package import Logging
package import Notifications

/// Writes a line for each template that came to another status by Meta's word: a warning where its
/// messages are held from then on.
package struct TemplateChangeLog: CommitObserver {
    private let logger: Logger

    package init(_ logger: Logger) { self.logger = logger }

    package func committed(_ events: CommitEvents) {
        for change in events.templateChanges {
            let details: Logger.Metadata = [
                "merchant": "\(change.merchant)", "template": "\(change.template)",
                "change": "\(change.detail)",
            ]
            switch change.to {
            case .approved:
                logger.notice("a template changed at Meta and may be sent again", metadata: details)
            case .unverified, .unapproved, .paused, .mismatch, .drifted:
                logger.warning(
                    "a template changed at Meta, its messages are held", metadata: details)
            }
        }
    }
}
