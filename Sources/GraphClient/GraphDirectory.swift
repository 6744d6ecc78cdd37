import AsyncHTTPClient
import NIOHTTP1
package import Notifications
import WhatsApp

/// Asks the Graph API for the templates of a WhatsApp Business account, for its numbers, and for what its
/// token reaches.
package struct GraphDirectory: TemplateDirectory, SenderDirectory, ClaimDirectory {
    /// Pages of one list that are read.
    static let pagesMax = 50
    /// Templates that a page is asked to have.
    static let pageSize = 100

    private let connection: GraphConnection

    package init(_ connection: GraphConnection) { self.connection = connection }

    package func definition(
        name: String, language: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> TemplateAnswer {
        var cursor: String?
        var languages: [String] = []
        for _ in 0..<Self.pagesMax {
            let page = try await page(of: account, name: name, after: cursor)
            // Meta's filter also lets longer names through.
            let own = page.templates.filter { $0.name == name }
            if let found = own.first(where: { $0.language == language }) {
                var definition = found.definition
                definition.fingerprint = TemplateFingerprint(definition)
                definition.namespace = try await namespace(of: account)
                return .found(definition)
            }
            languages += own.map(\.language)
            guard let next = page.next else { return .missing(languages: languages) }
            cursor = next
        }
        throw DirectoryFailure(detail: "Meta lists more than \(Self.pagesMax) pages of templates")
    }

    package func details(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> SenderDetails {
        let body = try await get(
            [account.phoneNumberID.rawValue], [("fields", SenderNode.fields)], account: account)
        do throws(MalformedAnswer) { return try SenderNode(body: body).details } catch {
            throw Self.failure(error)
        }
    }

    // MARK: Claims

    package func claim(of account: SenderAccount) async throws(DirectoryFailure) -> Claim {
        var cursor: String?
        for _ in 0..<Self.pagesMax {
            let query = [("fields", "id"), ("limit", String(Self.pageSize))]
            let body = try await get(
                [account.accountID, "phone_numbers"],
                query + (cursor.map { [("after", $0)] } ?? []),
                account: account)
            let page: NumberPage
            do throws(MalformedAnswer) { page = try NumberPage(body: body) } catch {
                throw Self.failure(error)
            }
            if page.numbers.contains(account.phoneNumberID) { return .valid }
            guard let next = page.next else {
                return .refused(
                    "the WhatsApp Business account \(account.accountID) has no number "
                        + "\(account.phoneNumberID) at Meta")
            }
            cursor = next
        }
        throw DirectoryFailure(detail: "Meta lists more than \(Self.pagesMax) pages of numbers")
    }

    package func isSubscribed(_ account: SenderAccount) async throws(DirectoryFailure) -> Bool {
        let body = try await get([account.accountID, "subscribed_apps"], [], account: account)
        do throws(MalformedAnswer) { return try SubscribedApps(body: body).hasAny } catch {
            throw Self.failure(error)
        }
    }

    package func subscribe(_ account: SenderAccount) async throws(DirectoryFailure) {
        var request = connection.request(
            path: [account.accountID, "subscribed_apps"], account: account)
        request.method = .POST
        _ = try await answer(to: request)
    }

    // MARK: Pages

    /// One page; the address of the next one is made here, never taken from the answer.
    private func page(
        of account: SenderAccount, name: String, after cursor: String?
    ) async throws(DirectoryFailure) -> TemplatePage {
        let query = [
            ("fields", TemplatePage.fields), ("name", name), ("limit", String(Self.pageSize)),
        ]
        let place = cursor.map { [("after", $0)] } ?? []
        let body = try await get(
            [account.accountID, "message_templates"], query + place, account: account)
        do throws(MalformedAnswer) { return try TemplatePage(body: body) } catch {
            throw Self.failure(error)
        }
    }

    private func namespace(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> String? {
        let body = try await get(
            [account.accountID], [("fields", AccountNamespace.field)], account: account)
        do throws(MalformedAnswer) { return try AccountNamespace(body: body).namespace } catch {
            throw Self.failure(error)
        }
    }

    private func get(
        _ path: [String], _ query: [(name: String, value: String)], account: SenderAccount
    ) async throws(DirectoryFailure) -> [UInt8] {
        try await answer(
            to: connection.request(path: path, query: query, account: account))
    }

    private func answer(
        to request: HTTPClientRequest
    ) async throws(DirectoryFailure) -> [UInt8] {
        let answer: GraphConnection.Answer
        do {
            answer = try await connection.exchange(request)
        } catch {
            throw DirectoryFailure(detail: failureText(error))
        }
        guard answer.status == 200 else {
            throw ManagementAnswer.failure(
                status: answer.status, body: answer.body, usage: answer.usage,
                retryAfter: answer.retryAfter)
        }
        return answer.body
    }

    private static func failure(_ malformed: MalformedAnswer) -> DirectoryFailure {
        DirectoryFailure(detail: "the answer is not \(malformed.expected)")
    }
}
