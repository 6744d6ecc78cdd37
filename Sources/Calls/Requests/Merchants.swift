import Messages
import Notifications

extension SetMerchantRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .setMerchant(
            try SetMerchant.checked(
                merchant: merchant.merchantID, displayName: merchant.displayName,
                defaultCountry: merchant.defaultCountry, timeZone: merchant.timeZone,
                languages: merchant.languages, fallbackLanguage: merchant.fallbackLanguage,
                quietHours: UncheckedQuietHours(merchant.quietHours), zones: zones))
    }

    static func response(to answer: CommandAnswer) -> SetMerchantResponse? {
        guard case .merchant(let merchant) = answer else { return nil }
        return SetMerchantResponse(merchant: Messages.Merchant(merchant))
    }
}

extension GetMerchantRequest: QueryRequest {
    func question() throws(Refusal) -> Question<GetMerchantResponse> {
        let id = try MerchantID.checked(merchantID)
        return { store throws(StoreFailure) in
            guard let merchant = try await store.merchant(id) else {
                return .failure(.notFound(.merchant))
            }
            return .success(GetMerchantResponse(merchant: Messages.Merchant(merchant)))
        }
    }
}

extension ListMerchantsRequest: AllMerchantsQuery {
    func question() throws(Refusal) -> Question<ListMerchantsResponse> {
        let query = try MerchantsQuery.checked(
            pageSize: pageSize, before: try PageToken.place(in: pageToken))
        return { store throws(StoreFailure) in
            let page = try await store.merchants(query)
            return .success(
                ListMerchantsResponse(
                    merchants: page.merchants.map(Messages.Merchant.init),
                    nextPageToken: page.next.map(PageToken.newest(before:)) ?? ""))
        }
    }
}

extension RegisterAuthenticatorRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .registerAuthenticator(
            try RegisterAuthenticator.checked(
                merchant: merchantID, phoneNumberID: phoneNumberID, accountID: wabaID,
                accessToken: Secret(accessToken), appSecret: Secret(appSecret),
                verifyToken: Secret(verifyToken), templateNamespace: templateNamespace,
                portfolioID: portfolioID, tokenAppSecret: Secret(tokenAppSecret)))
    }

    static func response(to answer: CommandAnswer) -> RegisterAuthenticatorResponse? {
        guard case .authenticator(let authenticator) = answer else { return nil }
        return RegisterAuthenticatorResponse(
            authenticator: Messages.Authenticator(authenticator))
    }
}

extension ListAuthenticatorsRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListAuthenticatorsResponse> {
        let id = try MerchantID.checked(merchantID)
        return { store throws(StoreFailure) in
            guard let statuses = try await store.authenticatorStatuses(of: id) else {
                return .failure(.notFound(.merchant))
            }
            return .success(
                ListAuthenticatorsResponse(
                    authenticators: statuses.map(Messages.Authenticator.init)))
        }
    }
}

extension SubscribeAuthenticatorRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .subscribe(
            try SubscribeAuthenticator.checked(
                merchant: merchantID, authenticator: authenticatorID, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> SubscribeAuthenticatorResponse? {
        guard case .authenticator(let authenticator) = answer else { return nil }
        return SubscribeAuthenticatorResponse(
            authenticator: Messages.Authenticator(authenticator))
    }
}

extension UncheckedQuietHours {
    fileprivate init(_ quietHours: Messages.QuietHours) {
        self.init(
            start: quietHours.start, end: quietHours.end,
            includesPostPayment: quietHours.includePostPayment)
    }
}
