import Calls
import Messages
import Notifications
import RPC
import Testing

struct ChannelRequestTests {
    private static let setRequest = SetChannelRequest(
        merchantID: "shop", sessionID: "order-1", channel: .manual, actor: "mona")
    private static let sendRequest = SendNotificationRequest(
        merchantID: "shop", sessionID: "order-1", state: .paid, actor: "mona")

    @Test func setChannelBecomesItsCommandAndItsReply() async throws {
        // given
        let answer = SetChannel.Answer(channel: .manual, withdrawn: Sample.decision.withdrawn)
        let store = ScriptedStore { _ in .success(.channel(answer)) }
        // when
        let response = try await Bench(store).call(.setChannel, Self.setRequest)
        // then
        guard case .setChannel(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.session.rawValue == "order-1")
        #expect(command.channel == .manual)
        #expect(command.actor.rawValue == "mona")
        #expect(
            response
                == SetChannelResponse(
                    channel: .manual,
                    withdrawn: [
                        WithdrawnNotification(notificationID: "note-0", state: .created)
                    ]))
    }

    @Test func sendNotificationBecomesItsCommandAndItsReply() async throws {
        // given
        var sent = Sample.notification
        sent.origin = .manual
        let answer = CommandAnswer.notification(sent)
        let store = ScriptedStore { _ in .success(answer) }
        // when
        let response = try await Bench(store).call(.sendNotification, Self.sendRequest)
        // then
        guard case .send(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.state == .paid)
        #expect(command.actor.rawValue == "mona")
        #expect(response.notification.notificationID == "note-1")
        #expect(response.notification.origin == .manual)
    }

    @Test(arguments: [
        ("merchant_id", Sample.with(setRequest) { $0.merchantID = "" }),
        ("session_id", Sample.with(setRequest) { $0.sessionID = "a b" }),
        ("channel", Sample.with(setRequest) { $0.channel = .unspecified }),
        ("actor", Sample.with(setRequest) { $0.actor = "" }),
    ])
    func namesTheFieldThatBreaksARule(field: String, request: SetChannelRequest) async {
        let status = await Bench(ScriptedStore()).refusal(.setChannel, request)

        #expect(status?.fieldViolations.map(\.field) == [field])
    }

    @Test(arguments: [
        ("session_id", Sample.with(sendRequest) { $0.sessionID = "" }),
        ("state", Sample.with(sendRequest) { $0.state = .unspecified }),
        ("actor", Sample.with(sendRequest) { $0.actor = "a\tb" }),
    ])
    func namesTheFieldOfABadSend(field: String, request: SendNotificationRequest) async {
        let status = await Bench(ScriptedStore()).refusal(.sendNotification, request)

        #expect(status?.fieldViolations.map(\.field) == [field])
    }
}
