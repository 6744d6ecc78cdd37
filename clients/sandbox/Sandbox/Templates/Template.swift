/// A message template: what Meta holds under a name and a language of one account.
struct Template: Sendable, Hashable {
    let id: String
    let wabaID: String
    var draft: TemplateDraft
    var status: TemplateStatus
    /// Why the template was rejected; `NONE` otherwise.
    var rejectedReason = "NONE"
    /// How often the template was paused for its quality.
    var pauses = 0
    /// Whether the pause came from pacing: it ends by hand alone.
    var isPausedByPacing = false
    var quality = QualityRating.unknown
    /// Unix seconds of the rating.
    var ratedAt = 0
    /// The category before Meta changed it.
    var previousCategory: TemplateCategory?

    /// How long the first pauses last; the next one is for good.
    static let pauseTimes: [Duration] = [.seconds(3 * 3_600), .seconds(6 * 3_600)]

    var name: String { draft.name }
    var language: String { draft.language }
    var content: TemplateContent { draft.content }
}

/// What a creation or an edit asks for, decoded and not yet checked against the rules.
struct TemplateDraft: Sendable, Hashable {
    let name: String
    let language: String
    var category: TemplateCategory
    var format: ParameterFormat
    var content: TemplateContent
    /// The components as they were given; reads show them unchanged.
    var components: JSON
    var timeToLiveSeconds: Int?
}

enum TemplateCategory: String, Sendable, CaseIterable {
    case utility = "UTILITY"
    case marketing = "MARKETING"
    case authentication = "AUTHENTICATION"
}

/// How the variables of a template are told apart.
enum ParameterFormat: String, Sendable, CaseIterable {
    /// `{{1}}`, `{{2}}`: by their place.
    case positional = "POSITIONAL"
    /// `{{amount}}`: by their name.
    case named = "NAMED"
}

enum TemplateStatus: String, Sendable, CaseIterable {
    case approved = "APPROVED"
    case pending = "PENDING"
    case rejected = "REJECTED"
    case paused = "PAUSED"
    case disabled = "DISABLED"
    case inAppeal = "IN_APPEAL"
    case pendingDeletion = "PENDING_DELETION"
    case deleted = "DELETED"
    case limitExceeded = "LIMIT_EXCEEDED"
    case flagged = "FLAGGED"
    case reinstated = "REINSTATED"
    case locked = "LOCKED"
    case archived = "ARCHIVED"
    case unarchived = "UNARCHIVED"

    /// Whether messages may use the template; a flagged one is only at risk.
    var isSendable: Bool {
        self == .approved || self == .flagged || self == .reinstated
    }

    var isEditable: Bool {
        self == .approved || self == .rejected || self == .paused
    }
}
