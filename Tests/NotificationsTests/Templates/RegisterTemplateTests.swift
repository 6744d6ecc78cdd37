import Notifications
import TestKit
import Testing

@Suite struct RegisterTemplateTests {
    private let command = RegisterTemplate(
        merchant: Fixtures.merchant.id, authenticator: Fixtures.authenticator.id,
        language: .english, plugin: .paymentRequest,
        scopes: [.state(.paid), .phase(.prePayment)], ignoredPhases: [],
        content: Fixtures.content())

    @Test func bindsEachScopeUnverified() throws {
        let bindings = try decide(command).bindings

        #expect(bindings.map(\.key.scope) == command.scopes)
        #expect(Set(bindings.map(\.id)).count == 2)
        #expect(bindings.allSatisfy { $0.version == 1 && $0.status == .unverified })
    }

    @Test func theSameBodyChangesNothing() throws {
        var stored = try decide(command).bindings
        stored[0].status = .approved

        #expect(try decide(command, existing: stored).bindings == stored)
    }

    @Test(arguments: [TemplateStatus.unapproved, .paused, .mismatch])
    func theSameBodyOfWhatIsNotApprovedHasToBeVerifiedAgain(status: TemplateStatus) throws {
        let first = try decide(command).bindings
        var stored = first
        stored[0].status = status
        stored[0].problem = "status: REJECTED at Meta"

        #expect(try decide(command, existing: stored).bindings == first)
    }

    @Test func anotherBodyIsANewVersionThatHasToBeVerified() throws {
        var stored = try decide(command).bindings
        for index in stored.indices { stored[index].status = .approved }
        var changed = command
        changed.content.name = "other"

        let bindings = try decide(changed, existing: stored).bindings

        #expect(bindings.map(\.id) == stored.map(\.id))
        #expect(bindings.allSatisfy { $0.version == 2 && $0.status == .unverified })
    }

    @Test func anotherAuthenticatorIsANewVersionToo() throws {
        let stored = try decide(command).bindings
        var changed = command
        changed.authenticator = AuthenticatorID(rawValue: "auth-2")

        #expect(try decide(changed, existing: stored).bindings.map(\.version) == [2, 2])
    }

    @Test func anotherPolicyIsANewVersionThatMetaIsNotAskedAbout() throws {
        var stored = try decide(command).bindings
        for index in stored.indices { stored[index].status = .approved }
        var changed = command
        changed.uncertainPolicy = .preferSilence

        let bindings = try decide(changed, existing: stored).bindings

        #expect(bindings.allSatisfy { $0.version == 2 && $0.status == .approved })
        #expect(bindings.allSatisfy { $0.uncertainPolicy == .preferSilence })
    }

    @Test func unknownMerchantAuthenticatorAndLanguageAreRefused() {
        var english = Fixtures.merchant
        english.languages = [.english]
        var arabic = command
        arabic.language = .arabic

        #expect(throws: Refusal.notFound(.merchant)) { try decide(command, merchant: nil) }
        #expect(throws: Refusal.notFound(.authenticator)) {
            try decide(command, authenticatorExists: false)
        }
        #expect {
            try decide(arabic, merchant: english)
        } throws: {
            ($0 as? Refusal)?.fields == ["language"]
        }
    }

    @Test func anAuthenticatorKeepsItsIdentifierOverVersions() throws {
        let command = RegisterAuthenticator(
            merchant: Fixtures.merchant.id, phoneNumberID: PhoneNumberID(rawValue: "1"),
            accountID: "2", accessToken: Secret("a"), appSecret: Secret("b"),
            verifyToken: Secret("c"), templateNamespace: nil)
        var renewed = command
        renewed.accessToken = Secret("d")

        let first = try register(command, nil)
        let same = try register(command, first)
        let second = try register(renewed, first)

        #expect(first.version == 1)
        #expect(same == first)
        #expect(second.id == first.id)
        #expect(second.version == 2)
        #expect(throws: Refusal.notFound(.merchant)) {
            try register(command, nil, merchantExists: false)
        }
    }

    @Test func theSecretBeforeTheLastOneIsTakenForADay() throws {
        let first = try register(Self.authenticator(secret: "one"), nil)
        let second = try register(Self.authenticator(secret: "two"), first, app: 2)
        let third = try register(Self.authenticator(secret: "three"), second, app: 3)

        let day = Fixtures.now + .seconds(86_400)
        #expect(first.secrets(at: Fixtures.now).map(\.secret.value) == ["one"])
        #expect(second.secrets(at: Fixtures.now).map(\.secret.value) == ["two", "one"])
        #expect(second.secrets(at: day).map(\.secret.value) == ["two"])
        #expect(third.secrets(at: Fixtures.now).map(\.secret.value) == ["three", "two"])
        #expect(
            third.secrets(at: Fixtures.now).map(\.proof) == [
                AppProof(app: AppID(rawValue: 3), replaced: AppID(rawValue: 2)),
                AppProof(app: AppID(rawValue: 2)),
            ])
    }

    @Test func aMerchantHasABoundedNumberOfThemAndMayStillReplaceEach() throws {
        let command = Self.authenticator(secret: "one")
        let last = try register(command, nil, count: 255)
        let renewed = try register(Self.authenticator(secret: "two"), last, count: 256, app: 2)

        #expect(renewed.version == 2)
        let refusal = #expect(throws: Refusal.self) { try register(command, nil, count: 256) }
        guard case .forbidden(let forbidden)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(forbidden.reason == "TOO_MANY_AUTHENTICATORS")
        #expect(forbidden.message.contains("256"))
    }

    @Test func aRefusedClaimIsBelievedAgainInAnotherAccountAlone() throws {
        var refused = try register(Self.authenticator(secret: "one"), nil)
        refused.claim = .refused("Meta says no")

        let same = try register(Self.authenticator(secret: "one"), refused)
        let mended = try register(Self.authenticator(secret: "one", token: "new"), refused)

        #expect(same.claim == .refused("Meta says no"))
        #expect(mended.claim == .refused("Meta says no"))
        var moved = Self.authenticator(secret: "one")
        moved.accountID = "3"
        #expect(try register(moved, refused).claim == .valid)
    }

    private static func authenticator(
        secret: String, token: String = "a"
    ) -> RegisterAuthenticator {
        RegisterAuthenticator(
            merchant: Fixtures.merchant.id, phoneNumberID: PhoneNumberID(rawValue: "1"),
            accountID: "2", accessToken: Secret(token), appSecret: Secret(secret),
            verifyToken: Secret("c"), templateNamespace: nil)
    }

    private func decide(
        _ command: RegisterTemplate, existing: [TemplateBinding] = [],
        merchant: Merchant? = Fixtures.merchant, authenticatorExists: Bool = true
    ) throws(Refusal) -> RegisterTemplate.Answer {
        var ids = Fixtures.ids()
        return try command.decide(
            RegisterTemplate.Snapshot(
                merchant: merchant, authenticatorExists: authenticatorExists, existing: existing),
            ids: &ids)
    }

    private func register(
        _ command: RegisterAuthenticator, _ existing: Authenticator?, merchantExists: Bool = true,
        count: Int = 0, app: Int64 = 1
    ) throws(Refusal) -> Authenticator {
        var ids = Fixtures.ids()
        return try command.decide(
            RegisterAuthenticator.Snapshot(
                merchantExists: merchantExists, existing: existing, count: count,
                app: AppID(rawValue: app)),
            at: Fixtures.now, ids: &ids)
    }
}
