import ArgumentParser
import Foundation
import Messages
import RPC

/// `paynotify notifications list`.
struct NotificationsList: ServerCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists notifications, the last change first, or follows their changes.",
        discussion: """
            With --updated-after the notifications that changed since are listed in the order of \
            their changes; 0 begins, and each answer names the value to go on with. With --follow \
            the command goes on until it is interrupted, and prints each change on a line.
            """)

    @OptionGroup var merchant: MerchantOption
    @Option(help: ArgumentHelp("Only of this session.", valueName: "id"))
    var session: String = ""
    @Option(help: "Only with this status.")
    var status: Word<NotificationStatus>?
    @OptionGroup var paging: PagingOptions
    @Option(help: ArgumentHelp("List changes after this one; 0 begins.", valueName: "token"))
    var updatedAfter: String?
    @Flag(help: "Go on listing changes, from --updated-after or from the first.")
    var follow = false
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard paging.token.isEmpty || (updatedAfter == nil && !follow) else {
            throw ValidationError("--page-token goes with neither --updated-after nor --follow.")
        }
    }

    func run(_ server: Server, _ output: Output) async throws {
        var request = ListNotificationsRequest(
            merchantID: merchant.id, sessionID: session, status: status?.value ?? .unspecified,
            pageSize: paging.size, pageToken: paging.token, updatedAfter: updatedAfter ?? "")
        guard follow else {
            let page = try await server.call(.listNotifications, request)
            return output.show(page) { page.text }
        }
        if request.updatedAfter.isEmpty { request.updatedAfter = "0" }
        while true {
            let page = try await server.call(.listNotifications, request)
            for notification in page.notifications {
                output.showLine(notification) { Table.followedLine(notification) }
            }
            request.updatedAfter = page.nextUpdatedAfter
            if page.notifications.count < paging.size { try await Task.sleep(for: .seconds(1)) }
        }
    }
}

extension ListNotificationsResponse {
    fileprivate var text: String {
        var text = Table(notifications).page(before: nextPageToken)
        if !nextUpdatedAfter.isEmpty { text += "\n\nlater: --updated-after \(nextUpdatedAfter)" }
        return text
    }
}
