import AsyncHTTPClient
package import Notifications
import WhatsApp

/// Asks the Graph API for the templates of a WhatsApp Business account and for its numbers.
package struct GraphDirectory: TemplateDirectory, SenderDirectory {
    /// Pages of one list that are read.
    static let pagesMax = 50
    /// Templates that a page is asked to have.
    static let pageSize = 100

    private let connection: GraphConnection

    package init(_ connection: GraphConnection) { self.connection = connection }

    package func definition(
        name: String, language: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> TemplateDefinition? {
        var cursor: String?
        for _ in 0..<Self.pagesMax {
            let page = try await page(of: account, name: name, after: cursor)
            // Meta's filter also lets longer names through.
            let found = page.templates.first { $0.name == name && $0.language == language }
            if let found {
                var definition = found.definition
                definition.fingerprint = TemplateFingerprint(definition)
                definition.namespace = try await namespace(of: account)
                return definition
            }
            guard let next = page.next else { return nil }
            cursor = next
        }
        throw DirectoryFailure(detail: "Meta lists more than \(Self.pagesMax) pages of templates")
    }

    package func details(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> SenderDetails {
        let url = connection.address.url(
            path: [account.phoneNumberID.rawValue], query: [("fields", SenderNode.fields)])
        let body = try await get(url, account: account)
        do throws(MalformedAnswer) { return try SenderNode(body: body).details } catch {
            throw Self.failure(error)
        }
    }

    /// One page; the address of the next one is made here, never taken from the answer.
    private func page(
        of account: SenderAccount, name: String, after cursor: String?
    ) async throws(DirectoryFailure) -> TemplatePage {
        let query = [
            ("fields", TemplatePage.fields), ("name", name), ("limit", String(Self.pageSize)),
        ]
        let place = cursor.map { [("after", $0)] } ?? []
        let url = connection.address.url(
            path: [account.accountID, "message_templates"], query: query + place)
        let body = try await get(url, account: account)
        do throws(MalformedAnswer) { return try TemplatePage(body: body) } catch {
            throw Self.failure(error)
        }
    }

    private func namespace(
        of account: SenderAccount
    ) async throws(DirectoryFailure) -> String? {
        let url = connection.address.url(
            path: [account.accountID], query: [("fields", AccountNamespace.field)])
        let body = try await get(url, account: account)
        do throws(MalformedAnswer) { return try AccountNamespace(body: body).namespace } catch {
            throw Self.failure(error)
        }
    }

    private func get(
        _ url: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> [UInt8] {
        let answer: GraphConnection.Answer
        do {
            answer = try await connection.exchange(connection.request(url: url, account: account))
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
