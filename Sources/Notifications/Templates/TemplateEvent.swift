/// Meta's word, by webhook, that a template changed.
package struct TemplateEvent: Hashable, Sendable {
    /// Meta's id of the WhatsApp Business account: all bindings of the account are concerned.
    package var accountID: String
    package var name: String
    /// As Meta writes it; `en-US` means `en_US`.
    package var templateLanguage: String
    /// Meta's word, such as `PAUSED`.
    package var event: String
    /// By Meta's clock; nil: Meta did not say.
    package var occurredAt: Timestamp?

    package init(
        accountID: String, name: String, templateLanguage: String, event: String,
        occurredAt: Timestamp? = nil
    ) {
        self.accountID = accountID
        self.name = name
        self.templateLanguage = templateLanguage
        self.event = event
        self.occurredAt = occurredAt
    }

    /// What news of the kind is about; news of one kind follow each other.
    package var field: String {
        switch event {
        case Self.componentsChanged, Self.categoryChanged: event
        default: "STATUS_UPDATE"
        }
    }

    /// What the bindings become: a verdict, or `unverified` where Meta has to be asked; nil for an
    /// event that changes nothing.
    ///
    /// Source: the statuses that `message_template_status_update` may carry. A word that is not among
    /// them, such as ``componentsChanged``, makes the template wait for an answer of Meta's.
    package var verdict: TemplateVerdict? {
        switch event {
        case "FLAGGED": nil
        case "PAUSED": TemplateVerdict(metaStatus: event)
        case "PENDING", "REJECTED", "DISABLED", "IN_APPEAL", "PENDING_DELETION", "DELETED",
            "LIMIT_EXCEEDED", "LOCKED", "ARCHIVED":
            TemplateVerdict(metaStatus: event)
        default: TemplateVerdict(status: .unverified, problem: "")
        }
    }

    /// Stands for a change of the template's text, which Meta tells without a status.
    package static let componentsChanged = "COMPONENTS_UPDATE"
    /// Stands for a change of the template's category, which Meta tells without a status.
    package static let categoryChanged = "CATEGORY_UPDATE"

    /// The template that it is about.
    package var place: TemplatePlace {
        TemplatePlace(
            accountID: accountID, name: name,
            language: String(templateLanguage.map { $0 == "-" ? "_" : $0 }))
    }
}
