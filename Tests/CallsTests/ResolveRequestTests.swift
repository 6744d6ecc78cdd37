import Calls
import Messages
import Notifications
import RPC
import TestKit
import Testing

struct ResolveRequestTests {
    private static let request = ResolveNotificationRequest(
        merchantID: "shop", notificationID: "note-1", resolution: .notSent, actor: "mona")

    @Test(arguments: [
        (Messages.Resolution.sent, Notifications.Resolution.sent), (.notSent, .notSent),
    ])
    func becomesItsCommandAndItsReply(
        wire: Messages.Resolution, resolution: Notifications.Resolution
    ) async throws {
        // given
        var duplicate = Sample.notification
        duplicate.isPossibleDuplicate = true
        let store = ScriptedStore { [duplicate] _ in .success(.notification(duplicate)) }
        // when
        let response = try await Bench(store)
            .call(.resolveNotification, Sample.with(Self.request) { $0.resolution = wire })
        // then
        guard case .resolve(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.reference.merchant.rawValue == "shop")
        #expect(command.reference.notification.rawValue == "note-1")
        #expect(command.resolution == resolution)
        #expect(command.actor.rawValue == "mona")
        #expect(response.notification.notificationID == "note-1")
        #expect(response.notification.possibleDuplicate)
        #expect(!response.notification.duplicateConfirmed)
    }

    @Test func needsAResolutionAndAnActor() async {
        let bench = Bench(ScriptedStore())
        let bare = Sample.with(Self.request) {
            $0.resolution = .unspecified
            $0.actor = ""
        }

        let status = await bench.refusal(of: RPCRequest(.resolveNotification, bare))

        #expect(status?.code == .invalidArgument)
        #expect(status?.fieldViolations.map(\.field) == ["resolution", "actor"])
    }

    @Test(arguments: [
        (Messages.UncertainPolicy.unspecified, Notifications.UncertainPolicy?.none),
        (.preferSilence, .preferSilence), (.preferDelivery, .preferDelivery),
    ])
    func aTemplateSaysWhatBecomesOfItsUncertainMessages(
        wire: Messages.UncertainPolicy, policy: Notifications.UncertainPolicy?
    ) async throws {
        // given
        var binding = Sample.binding
        binding.uncertainPolicy = policy
        let answer = RegisterTemplate.Answer(bindings: [binding], ignoredPhases: [])
        let store = ScriptedStore { [answer] _ in .success(.templateRegistered(answer)) }
        // when
        let response = try await Bench(store)
            .call(
                .registerTemplate,
                Sample.with(Sample.registerTemplate) { $0.uncertainPolicy = wire })
        // then
        guard case .registerTemplate(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.uncertainPolicy == policy)
        #expect(response.bindings.map(\.uncertainPolicy) == [wire])
    }
}
