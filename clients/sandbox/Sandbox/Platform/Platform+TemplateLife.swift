/// What happens to templates: pacing, pauses, reviews and changes by Meta.
extension Platform {
    /// `POST /sandbox/templates/{id}/{name}`: does something to a template, at once or later.
    func act(
        _ name: String, on id: String, _ request: GraphRequest
    ) throws(GraphError) -> Answer {
        guard let template = templates[id] else { throw .invalid("there is no template \(id)") }
        let fields = Fields(try request.members())
        guard let action = try TemplateAction(name, decoding: fields) else {
            throw .unknownControl(request)
        }
        if let time = try fields.seconds("after_seconds"), time > .zero {
            plan(action, of: template, after: time)
        } else {
            try perform(action, on: template)
        }
        let changed = templates[id]
        return Answer(body: [
            "id": .string(id),
            "status": .string((changed?.status ?? .deleted).rawValue),
            "quality_score": .string((changed ?? template).quality.rawValue),
            "held_messages": .integer(pacings[id]?.held.count ?? 0),
        ])
    }

    /// Lets something happen to a template later; the webhook sender wakes up for it.
    func plan(_ action: TemplateAction, of template: Template, after delay: Duration) {
        agenda.plan(action, of: template.id, at: time.uptime() + delay)
        wakeSignal.signal()
    }

    /// Lets everything happen to templates that is due.
    func carryOutAgenda() {
        let now = time.uptime()
        while let item = agenda.take(now: now) {
            guard let template = templates[item.templateID] else { continue }
            // What is no longer possible has been overtaken by something else since it was
            // planned.
            try? perform(item.action, on: template)
        }
    }

    /// Whether the next message with a template is held.
    func holdsNextMessage(with template: Template) -> Bool {
        guard let pacing = pacings[template.id] else { return false }
        guard pacing.freeSends > 0 else { return true }
        pacings[template.id]?.freeSends -= 1
        return false
    }

    /// Keeps a message until the assessment of its template ends.
    func hold(_ message: AcceptedMessage) {
        pacings[message.templateID]?.held.append(message.number)
    }

    /// Approves a template, at once or after the time of a review.
    func review(_ template: Template) {
        guard options.approvesTemplates else { return }
        if options.reviewTime > .zero {
            plan(.approve, of: template, after: options.reviewTime)
        } else {
            _ = change(template, to: .approved)
        }
    }

    private func perform(_ action: TemplateAction, on template: Template) throws(GraphError) {
        switch action {
        case .status(let status, let reason): _ = change(template, to: status, reason: reason)
        case .approve:
            if template.status == .pending { _ = change(template, to: .approved) }
        case .endPause(let number):
            guard template.status == .paused, template.pauses == number else { return }
            _ = change(template, to: .approved)
        case .pace(let freeSends):
            pacings[template.id, default: TemplatePacing(freeSends: 0)].freeSends = freeSends
        case .release: try release(template)
        case .drop: try drop(template)
        case .quality(let rating): rate(template, rating)
        case .category(let category): recategorize(template, category)
        case .components(let components): try replaceComponents(of: template, with: components)
        case .delete: delete(template)
        }
    }

    private func release(_ template: Template) throws(GraphError) {
        for message in try endPacing(of: template) { planStatuses(of: message) }
    }

    private func drop(_ template: Template) throws(GraphError) {
        for message in try endPacing(of: template) {
            plan(.failure(code: 132_015, after: .zero), for: message)
        }
        var changed = note(.red, for: template)
        changed.isPausedByPacing = true
        _ = change(changed, to: .paused)
    }

    /// The messages that were held, no longer held.
    private func endPacing(of template: Template) throws(GraphError) -> [AcceptedMessage] {
        guard let pacing = pacings.removeValue(forKey: template.id) else {
            throw .invalid("template \(template.id) is not paced")
        }
        return pacing.held.compactMap { number in
            journal.update(number) { $0.isHeld = false }
            return journal[number]
        }
    }

    private func rate(_ template: Template, _ rating: QualityRating) {
        let rated = note(rating, for: template)
        guard rating == .red, rated.status == .approved else { return }
        guard rated.pauses < Template.pauseTimes.count else {
            _ = change(rated, to: .disabled)
            return
        }
        let paused = change(rated, to: .paused)
        plan(
            .endPause(paused.pauses), of: paused, after: Template.pauseTimes[paused.pauses - 1])
    }

    /// Gives a template a rating and tells of it.
    private func note(_ rating: QualityRating, for template: Template) -> Template {
        var rated = template
        rated.quality = rating
        rated.ratedAt = unixTime
        templates.replace(rated)
        tell(WebhookPayload.templateQuality(rated, previous: template.quality, time: unixTime))
        return rated
    }

    private func recategorize(_ template: Template, _ category: TemplateCategory) {
        var changed = template
        changed.previousCategory = template.draft.category
        changed.draft.category = category
        templates.replace(changed)
        tell(WebhookPayload.templateCategory(changed, time: unixTime))
    }

    private func replaceComponents(
        of template: Template, with components: JSON
    ) throws(GraphError) {
        var changed = template
        changed.draft = try template.draft.edited(by: ["components": components])
        try TemplateRules.check(changed.draft)
        templates.replace(changed)
        tell(WebhookPayload.templateComponents(changed, time: unixTime))
    }

    /// Removes a template and tells of it; what it held is never told of.
    func delete(_ template: Template) {
        pacings[template.id] = nil
        templates.delete(template)
        var deleted = template
        deleted.status = .deleted
        tell(WebhookPayload.templateStatus(deleted, previous: template.status, time: unixTime))
    }
}
