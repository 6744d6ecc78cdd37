import Calls
import Messages
import Notifications
import RPC
import TestKit
import Testing

struct CommandRequestTests {
    @Test func setMerchantBecomesItsCommandAndItsReply() async throws {
        // given
        let store = ScriptedStore { _ in .success(.merchant(Sample.merchant)) }
        // when
        let response = try await Bench(store)
            .call(.setMerchant, Sample.setMerchant)
        // then
        guard case .setMerchant(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.merchant == Sample.merchant)
        #expect(response.merchant == Sample.setMerchant.merchant)
    }

    @Test func registerAuthenticatorNeverShowsItsSecrets() async throws {
        // given
        let store = ScriptedStore { _ in .success(.authenticator(Sample.authenticator)) }
        // when
        let bench = Bench(store)
        let reply = await bench.reply(
            to: RPCRequest(.registerAuthenticator, Sample.registerAuthenticator))
        let payload = try reply.get()
        let response = try RegisterAuthenticatorResponse(
            decoding: payload, unknownEnumNumbers: .refused)
        // then
        guard case .registerAuthenticator(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.accessToken == Sample.authenticator.accessToken)
        #expect(command.appSecret == Sample.authenticator.appSecret)
        #expect(command.verifyToken == Sample.authenticator.verifyToken)
        #expect(
            response.authenticator
                == Messages.Authenticator(
                    authenticatorID: "auth-1", version: 3, phoneNumberID: "106540352242922",
                    wabaID: "102290129340398", templateNamespace: "ns",
                    webhookPath: "/webhooks/whatsapp/auth-1", portfolioID: "5000"))
        #expect(command.portfolioID == "5000")
        let text = String(decoding: payload, as: UTF8.self)
        for secret in ["token-of-access", "key-of-the-webhooks", "word-of-handshake"] {
            #expect(!text.contains(secret))
        }
    }

    @Test func registerTemplateBecomesItsCommandAndItsReply() async throws {
        // given
        let answer = RegisterTemplate.Answer(
            bindings: [Sample.binding], ignoredPhases: [.prePayment])
        let store = ScriptedStore { _ in .success(.templateRegistered(answer)) }
        // when
        let response = try await Bench(store)
            .call(.registerTemplate, Sample.registerTemplate)
        // then
        guard case .registerTemplate(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.scopes == [.state(.paid)])
        #expect(command.content.templateLanguage == "en")
        #expect(command.content.components == [Sample.binding.content.components[0]])
        #expect(response.ignoredPhases == [.prePayment])
        #expect(response.bindings.map(\.state) == [.paid])
    }

    @Test(arguments: [
        Messages.TemplateComponent(
            type: .header, headerFormat: .image, link: "https://shop.example/l.png"),
        Messages.TemplateComponent(
            type: .header, headerFormat: .video, link: "https://shop.example/l.mp4"),
        Messages.TemplateComponent(
            type: .header, headerFormat: .document, link: "https://shop.example/t.pdf",
            fileName: "Terms.pdf"),
        Messages.TemplateComponent(
            type: .button, text: "Copy", buttonType: .copyCode, code: "SAVE10"),
    ])
    func aPartWithAFixedValueIsTakenAndShownAsItIs(
        part: Messages.TemplateComponent
    ) async throws {
        // given
        let request = Sample.with(Sample.registerTemplate) { $0.components.append(part) }
        let store = ScriptedStore { command in
            guard case .registerTemplate(let command) = command else {
                return .failure(.unavailable)
            }
            var binding = Sample.binding
            binding.content = command.content
            return .success(
                .templateRegistered(.init(bindings: [binding], ignoredPhases: [])))
        }
        // when
        let response = try await Bench(store).call(.registerTemplate, request)
        // then
        #expect(response.bindings.first?.components.last == part)
    }

    @Test func enableNotificationsBecomesItsCommandAndItsReply() async throws {
        // given
        let answer = EnableNotifications.Answer(
            states: [.created, .paid], ignoredPhases: [.prePayment],
            readiness: [.init(state: .paid, reason: .noTemplate, message: "register one")],
            missedStates: [.created], withdrawn: Sample.decision.withdrawn,
            phone: PhoneNumber(checkedE164: "+96512345678"),
            mended: [.init(field: "phone", mending: .endsTrimmed)])
        let store = ScriptedStore { _ in .success(.enabled(answer)) }
        // when
        let response = try await Bench(store)
            .call(.enableNotifications, Sample.enable)
        // then
        guard case .enableNotifications(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.states == [.created, .paid])
        #expect(command.attributes.amount?.amount == "14.000")
        #expect(
            response
                == EnableNotificationsResponse(
                    states: [.created, .paid], ignoredPhases: [.prePayment],
                    readiness: [
                        StateReadiness(state: .paid, reason: .noTemplate, message: "register one")
                    ], missedStates: [.created],
                    withdrawn: [
                        WithdrawnNotification(notificationID: "note-0", state: .created)
                    ], phoneMasked: "+965••••5678",
                    mended: [
                        Messages.MendedValue(
                            field: "phone", change: "white space at its ends was removed")
                    ]))
    }

    @Test func notifyStateChangeBecomesItsCommandAndItsReply() async throws {
        // given
        let mended = [
            Notifications.MendedValue(field: "changed_attributes.amount", mending: .zerosCut)
        ]
        let store = ScriptedStore { _ in .success(.decided(Sample.decision, mended: mended)) }
        // when
        let response = try await Bench(store)
            .call(.notifyStateChange, Sample.notify)
        // then
        guard case .notifyStateChange(let command) = store.commands.first else {
            Issue.record("not the command: \(store.commands)")
            return
        }
        #expect(command.event.rawValue == "evt-1")
        #expect(command.occurredAt?.milliseconds == 1_700_000_000_000)
        #expect(command.changedAttributes.orderNumber == "A-17")
        #expect(
            response
                == NotifyStateChangeResponse(
                    outcome: .queued, reason: .queued, message: "on its way",
                    notificationID: "note-1",
                    withdrawn: [
                        WithdrawnNotification(notificationID: "note-0", state: .created)
                    ], currentState: .paid,
                    mended: [
                        Messages.MendedValue(
                            field: "changed_attributes.amount",
                            change: "zeros beyond the currency's decimals were cut")
                    ]))
    }

    @Test func releaseAndCancelNameTheirNotification() async throws {
        // given
        let store = ScriptedStore { _ in .success(.notification(Sample.notification)) }
        let bench = Bench(store)
        // when
        let released = try await bench.call(
            .releaseNotification,
            ReleaseNotificationRequest(merchantID: "shop", notificationID: "note-1"))
        let cancelled = try await bench.call(
            .cancelNotification,
            CancelNotificationRequest(merchantID: "shop", notificationID: "note-2"))
        // then
        guard case .release(let release) = store.commands.first,
            case .cancel(let cancel) = store.commands.last
        else {
            Issue.record("not the commands: \(store.commands)")
            return
        }
        #expect(release.reference.notification.rawValue == "note-1")
        #expect(cancel.reference.notification.rawValue == "note-2")
        #expect(released.notification == cancelled.notification)
        #expect(released.notification.phoneMasked == "+965••••5678")
        #expect(released.notification.metaCode == 131_026)
    }
}
