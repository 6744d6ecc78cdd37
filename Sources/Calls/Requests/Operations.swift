import Messages
import Notifications

extension PauseRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .pause(
            try PauseSending.checked(
                merchant: merchantID,
                scope: UncheckedPauseScope(
                    kind: UncheckedPauseScope.Kind(scope), phoneNumberID: phoneNumberID,
                    templateName: templateName, templateLanguage: templateLanguage),
                reason: reason, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> PauseResponse? {
        guard case .pause(let pause) = answer else { return nil }
        return PauseResponse(pause: Messages.Pause(pause))
    }
}

extension ResumeRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .resume(
            try ResumeSending.checked(
                merchant: merchantID,
                scope: UncheckedPauseScope(
                    kind: UncheckedPauseScope.Kind(scope), phoneNumberID: phoneNumberID,
                    templateName: templateName, templateLanguage: templateLanguage),
                actor: actor))
    }

    static func response(to answer: CommandAnswer) -> ResumeResponse? {
        guard case .pause(let pause) = answer else { return nil }
        return ResumeResponse(pause: Messages.Pause(pause))
    }
}

extension ListPausesRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListPausesResponse> {
        let id = try MerchantID.checked(merchantID)
        return { store throws(StoreFailure) in
            guard let pauses = try await store.pauses(of: id) else {
                return .failure(.notFound(.merchant))
            }
            return .success(ListPausesResponse(pauses: pauses.map(Messages.Pause.init)))
        }
    }
}

extension ListAuditEntriesRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListAuditEntriesResponse> {
        let query = try PageQuery.checked(
            merchant: merchantID, pageSize: pageSize, before: try PageToken.place(in: pageToken))
        return { store throws(StoreFailure) in
            guard let page = try await store.auditEntries(query) else {
                return .failure(.notFound(.merchant))
            }
            return .success(
                ListAuditEntriesResponse(
                    entries: page.entries.map(Messages.AuditEntry.init),
                    nextPageToken: page.next.map(PageToken.newest(before:)) ?? ""))
        }
    }
}

extension UncheckedPauseScope.Kind {
    /// The kind that a message names; nil if it names none.
    fileprivate init?(_ wire: Messages.PauseScope) {
        switch wire {
        case .merchant: self = .merchant
        case .number: self = .number
        case .template: self = .template
        case .unspecified, .unrecognized: return nil
        }
    }
}

extension SyncTemplatesRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .syncTemplates(try SyncTemplates.checked(merchant: merchantID, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> SyncTemplatesResponse? {
        guard case .syncBegan(let bindings) = answer else { return nil }
        return SyncTemplatesResponse(bindings: UInt32(clamping: bindings))
    }
}
