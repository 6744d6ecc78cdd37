import Messages
import Notifications

extension ReleaseNotificationRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .release(
            try ReleaseNotification.checked(
                merchant: merchantID, notification: notificationID, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> ReleaseNotificationResponse? {
        guard case .notification(let notification) = answer else { return nil }
        return ReleaseNotificationResponse(
            notification: Messages.Notification(notification))
    }
}

extension CancelNotificationRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .cancel(
            try CancelNotification.checked(
                merchant: merchantID, notification: notificationID, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> CancelNotificationResponse? {
        guard case .notification(let notification) = answer else { return nil }
        return CancelNotificationResponse(notification: Messages.Notification(notification))
    }
}

extension ListNotificationsRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListNotificationsResponse> {
        let query = try NotificationQuery.checked(
            merchant: merchantID, session: sessionID,
            status: Notifications.NotificationStatus(status), pageSize: pageSize,
            position: try position())
        return { store throws(StoreFailure) in
            guard let page = try await store.notifications(query) else {
                return .failure(.notFound(.merchant))
            }
            return .success(ListNotificationsResponse(page, of: query))
        }
    }

    private func position() throws(Refusal) -> NotificationQuery.Position {
        switch (pageToken.isEmpty, updatedAfter.isEmpty) {
        case (true, true): return .latest(before: nil)
        case (false, true):
            guard let number = PageToken.latest(pageToken) else {
                throw .invalid("page_token", "must be the next_page_token of an answer")
            }
            return .latest(before: number)
        case (true, false):
            guard let number = PageToken.changed(updatedAfter) else {
                throw .invalid(
                    "updated_after", "must be 0 or the next_updated_after of an answer")
            }
            return .changed(after: number)
        case (false, false):
            throw .invalid("updated_after", "must be empty beside page_token")
        }
    }
}

extension ListNotificationsResponse {
    /// A page with the token to go on with.
    fileprivate init(_ page: NotificationPage, of query: NotificationQuery) {
        self.init(notifications: page.notifications.map { Messages.Notification($0) })
        switch query.position {
        case .latest: nextPageToken = page.next.map(PageToken.latest(before:)) ?? ""
        case .changed(let after):
            nextUpdatedAfter = PageToken.changed(after: page.next ?? after)
        }
    }
}
