import Messages
import Notifications

extension SetOptOutRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .setOptOut(
            try SetOptOut.checked(
                merchant: merchantID, phone: phone, isOptedOut: optedOut,
                category: Notifications.OptOutCategory(category),
                source: Notifications.OptOutSource(source), actor: actor))
    }

    static func response(to answer: CommandAnswer) -> SetOptOutResponse? {
        guard case .recipient(let recipient) = answer else { return nil }
        return SetOptOutResponse(recipient: Messages.Recipient(recipient))
    }
}

extension GetRecipientRequest: QueryRequest {
    func question() throws(Refusal) -> Question<GetRecipientResponse> {
        let question = try RecipientQuestion.checked(merchant: merchantID, phone: phone)
        return { store throws(StoreFailure) in
            guard let merchant = try await store.merchant(question.merchant) else {
                return .failure(.notFound(.merchant))
            }
            let phone: PhoneNumber
            do throws(Refusal) { phone = try question.phone(for: merchant) } catch {
                return .failure(error)
            }
            guard let words = try await store.optOuts(of: phone, merchant: merchant.id) else {
                return .failure(.notFound(.merchant))
            }
            let recipient = Notifications.Recipient(phone: phone, optOuts: words)
            return .success(GetRecipientResponse(recipient: Messages.Recipient(recipient)))
        }
    }
}

extension ListOptOutsRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListOptOutsResponse> {
        let query = try PageQuery.checked(
            merchant: merchantID, pageSize: pageSize, before: try place())
        return { store throws(StoreFailure) in
            guard let page = try await store.optOuts(query) else {
                return .failure(.notFound(.merchant))
            }
            return .success(
                ListOptOutsResponse(
                    recipients: page.recipients.map(Messages.Recipient.init),
                    nextPageToken: page.next.map(PageToken.newest(before:)) ?? ""))
        }
    }

    private func place() throws(Refusal) -> Int64? {
        if pageToken.isEmpty { return nil }
        guard let number = PageToken.newest(pageToken) else {
            throw .invalid("page_token", "must be the next_page_token of an answer")
        }
        return number
    }
}

extension EraseRecipientRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .erase(try EraseRecipient.checked(merchant: merchantID, phone: phone, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> EraseRecipientResponse? {
        guard case .erasure(let erasure) = answer else { return nil }
        return EraseRecipientResponse(erasure: Messages.Erasure(erasure))
    }
}

extension GetErasureRequest: QueryRequest {
    func question() throws(Refusal) -> Question<GetErasureResponse> {
        let reference = try ErasureReference.checked(merchant: merchantID, erasure: erasureID)
        return { store throws(StoreFailure) in
            switch try await store.erasure(reference) {
            case .found(let erasure):
                .success(GetErasureResponse(erasure: Messages.Erasure(erasure)))
            case .missing(let missing): .failure(.notFound(missing))
            }
        }
    }
}
