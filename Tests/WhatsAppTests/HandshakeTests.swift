import Notifications
import Testing

@testable import WhatsApp

@Suite struct HandshakeTests {
    private let expected = Secret("verify-me")

    @Test func givesTheChallengeBackForTheRightToken() {
        let handshake = Handshake(mode: "subscribe", token: "verify-me", challenge: "1158201444")

        #expect(handshake.answer(verifyToken: expected) == "1158201444")
    }

    @Test(arguments: [
        Handshake(mode: "subscribe", token: "verify-mf", challenge: "1"),
        Handshake(mode: "subscribe", token: "verify-me ", challenge: "1"),
        Handshake(mode: "subscribe", token: nil, challenge: "1"),
        Handshake(mode: "unsubscribe", token: "verify-me", challenge: "1"),
        Handshake(mode: nil, token: "verify-me", challenge: "1"),
        Handshake(mode: "subscribe", token: "verify-me", challenge: nil),
        Handshake(mode: "subscribe", token: "verify-me", challenge: ""),
        Handshake(mode: "subscribe", token: "verify-me", challenge: "a\r\nb"),
        Handshake(
            mode: "subscribe", token: "verify-me", challenge: String(repeating: "1", count: 257)),
    ])
    func refusesAnythingElse(handshake: Handshake) {
        #expect(handshake.answer(verifyToken: expected) == nil)
    }

    @Test func neverAcceptsAnEmptyToken() {
        let handshake = Handshake(mode: "subscribe", token: "", challenge: "1")

        #expect(handshake.answer(verifyToken: Secret("")) == nil)
    }
}
