/// Template management.
extension Platform {
    /// `GET /{waba_id}/message_templates`.
    func listTemplates(of account: Account, _ request: GraphRequest) throws(GraphError) -> Answer {
        let query = TemplateQuery(request.query)
        let all = templates.all(of: account.id)
        let matching = all.filter(query.matches)
        let page = try CursorPage(
            of: matching, id: \.id, for: request, standard: Limits.templatePageDefault,
            most: Limits.templatePageMax)
        var data: [JSON] = []
        for template in page.nodes {
            data.append(try template.shown(fields: request.query["fields"]))
        }
        var body = page.body(data, for: request)
        if let names = request.query["summary"] {
            body["summary"] = try TemplateSummary.pick(
                names, found: matching.count, all: all.count)
        }
        return Answer(body: .object(body))
    }

    /// `POST /{waba_id}/message_templates`.
    func createTemplate(for account: Account, _ request: GraphRequest) throws(GraphError) -> Answer
    {
        let draft = try TemplateDraft(decoding: request.members())
        try TemplateRules.check(draft)
        let template = try templates.create(
            draft, wabaID: account.id, status: .pending, time: unixTime)
        review(template)
        let reviewed = templates[template.id] ?? template
        return Answer(body: [
            "id": .string(reviewed.id), "status": .string(reviewed.status.rawValue),
            "category": .string(draft.category.rawValue),
        ])
    }

    /// `DELETE /{waba_id}/message_templates` by `name`, `hsm_id` or `hsm_ids`.
    func deleteTemplates(of account: Account, _ request: GraphRequest) throws(GraphError) -> Answer
    {
        let selected = try TemplateSelection(request.query).select(
            from: templates.all(of: account.id))
        guard !selected.contains(where: { $0.status == .disabled }) else {
            throw .invalid("a disabled template cannot be deleted")
        }
        for template in selected { delete(template) }
        return .success
    }

    /// `GET` and `POST /{template_id}`.
    func templateNode(_ template: Template, _ request: GraphRequest) throws(GraphError) -> Answer {
        switch request.method {
        case "GET": return Answer(body: try template.shown(fields: request.query["fields"]))
        case "POST": return try edit(template, request)
        default: throw .unknownNode(template.id, method: request.method)
        }
    }

    /// `POST /{template_id}/unpause`.
    func unpause(_ template: Template) throws(GraphError) -> Answer {
        guard template.status == .paused else {
            throw .invalid("the template is not paused but \(template.status.rawValue)")
        }
        _ = change(template, to: .approved)
        return .success
    }

    /// Gives a template a status and tells the account's receiver.
    func change(
        _ template: Template, to status: TemplateStatus, reason: String = "NONE"
    ) -> Template {
        var changed = template
        changed.status = status
        changed.rejectedReason = reason
        if status == .paused {
            changed.pauses += template.isPausedByPacing ? 0 : 1
        } else {
            changed.isPausedByPacing = false
        }
        templates.replace(changed)
        tell(
            WebhookPayload.templateStatus(changed, previous: template.status, time: unixTime))
        return changed
    }

    private func edit(_ template: Template, _ request: GraphRequest) throws(GraphError) -> Answer {
        guard template.status.isEditable else {
            throw .templateNotEditable(template.status.rawValue)
        }
        var edited = template
        edited.draft = try template.draft.edited(by: request.members())
        guard template.status != .approved || edited.draft.category == template.draft.category
        else { throw .invalid("the category of an approved template is fixed") }
        try TemplateRules.check(edited.draft)
        edited.status = .pending
        templates.replace(edited)
        tell(WebhookPayload.templateComponents(edited, time: unixTime))
        review(edited)
        return Answer(body: [
            "success": true, "id": .string(edited.id), "name": .string(edited.name),
            "category": .string(edited.draft.category.rawValue),
        ])
    }
}
