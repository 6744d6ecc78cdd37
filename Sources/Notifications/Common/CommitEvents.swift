/// Told by the store, after a commit, what there is to do.
///
/// A shortcut, never the only way: whoever observes also asks the store from time to time.
package protocol CommitObserver: Sendable {
    /// The commit is durable; called on the store's queue: must return at once.
    func committed(_ events: CommitEvents)
}

/// What commands left to do once they are durable: of one command, of a commit, or of several.
package struct CommitEvents: Hashable, Sendable {
    /// Pending notifications, with when each may be armed.
    package var due: [DueNotification]
    /// Whether bindings wait for a comparison with Meta's definitions.
    package var hasUnverifiedBindings: Bool
    /// Whether something changed that decides how queues are served: a template, an account, a pause.
    package var queuesChanged: Bool
    /// Whether a replay has begun or goes on.
    package var hasReplays: Bool
    /// Whether an erasure has begun.
    package var hasErasures: Bool
    /// Templates that came to another status by Meta's word.
    package var templateChanges: [TemplateChange]

    package init(
        due: [DueNotification] = [], hasUnverifiedBindings: Bool = false,
        queuesChanged: Bool = false, hasReplays: Bool = false,
        hasErasures: Bool = false, templateChanges: [TemplateChange] = []
    ) {
        self.due = due
        self.hasUnverifiedBindings = hasUnverifiedBindings
        self.queuesChanged = queuesChanged
        self.hasReplays = hasReplays
        self.hasErasures = hasErasures
        self.templateChanges = templateChanges
    }

    package var isEmpty: Bool { self == CommitEvents() }

    /// Adds what came later.
    package mutating func add(_ later: CommitEvents) {
        due += later.due
        if later.hasUnverifiedBindings { hasUnverifiedBindings = true }
        if later.queuesChanged { queuesChanged = true }
        if later.hasReplays { hasReplays = true }
        if later.hasErasures { hasErasures = true }
        templateChanges += later.templateChanges
    }
}
