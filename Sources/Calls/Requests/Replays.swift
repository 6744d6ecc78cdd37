import Messages
import Notifications

extension ResendNotificationRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .resend(
            try ResendNotification.checked(
                merchant: merchantID, notification: notificationID, key: resendKey,
                allowsSuperseded: allowSuperseded, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> ResendNotificationResponse? {
        guard case .notification(let notification) = answer else { return nil }
        return ResendNotificationResponse(notification: Messages.Notification(notification))
    }
}

extension StartReplayRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .startReplay(
            try StartReplay.checked(
                merchant: merchantID, filter: UncheckedReplayFilter(filter), rate: ratePerSecond,
                isDryRun: dryRun, expectedCount: expectedCount, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> StartReplayResponse? {
        guard case .replayStarted(let started) = answer else { return nil }
        return StartReplayResponse(
            matched: UInt32(clamping: started.matched),
            replay: started.replay.map { Messages.Replay($0) } ?? Messages.Replay())
    }
}

extension CancelReplayRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .cancelReplay(
            try CancelReplay.checked(merchant: merchantID, replay: replayID, actor: actor))
    }

    static func response(to answer: CommandAnswer) -> CancelReplayResponse? {
        guard case .replay(let replay) = answer else { return nil }
        return CancelReplayResponse(replay: Messages.Replay(replay))
    }
}

extension GetReplayRequest: QueryRequest {
    func question() throws(Refusal) -> Question<GetReplayResponse> {
        let reference = try ReplayReference.checked(merchant: merchantID, replay: replayID)
        return { store throws(StoreFailure) in
            switch try await store.replay(reference) {
            case .found(let replay): .success(GetReplayResponse(replay: Messages.Replay(replay)))
            case .missing(let missing): .failure(.notFound(missing))
            }
        }
    }
}

extension ListReplaysRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListReplaysResponse> {
        let query = try PageQuery.checked(
            merchant: merchantID, pageSize: pageSize, before: try PageToken.place(in: pageToken))
        return { store throws(StoreFailure) in
            guard let page = try await store.replays(query) else {
                return .failure(.notFound(.merchant))
            }
            return .success(
                ListReplaysResponse(
                    replays: page.replays.map { Messages.Replay($0) },
                    nextPageToken: page.next.map(PageToken.newest(before:)) ?? ""))
        }
    }
}

extension UncheckedReplayFilter {
    fileprivate init(_ filter: Messages.ReplayFilter) {
        self.init(
            statuses: filter.statuses.map(Notifications.NotificationStatus.init),
            reasons: filter.reasons, codes: filter.metaCodes.map(Int.init),
            plugin: Notifications.Plugin(filter.plugin),
            states: filter.states.map(Notifications.PaymentState.init),
            createdFromMilliseconds: filter.createdFromMilliseconds,
            createdUntilMilliseconds: filter.createdUntilMilliseconds)
    }
}
