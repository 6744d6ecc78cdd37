import FoundationEssentials
import Notifications
import Testing

@testable import WhatsApp

@Suite struct SendBodyTests {
    @Test func writesTheWholeMessageAsMetaDescribesIt() {
        let message = outbound(parts: [
            .init(kind: .header, parameters: [.init(name: nil, text: "8842")]),
            .init(
                kind: .body,
                parameters: [
                    .init(name: nil, text: "Sara \"S\" العلي"),
                    .init(name: nil, text: "14.000 KWD"),
                ]),
            .init(kind: .urlButton(index: 1), parameters: [.init(name: nil, text: "r/8842?k=9f3")]),
        ])

        let body = SendBody(message).encoded()

        let expected = """
            {"biz_opaque_callback_data":"attempt-1","messaging_product":"whatsapp",\
            "recipient_type":"individual","template":{"components":[\
            {"parameters":[{"text":"8842","type":"text"}],"type":"header"},\
            {"parameters":[{"text":"Sara \\"S\\" العلي","type":"text"},\
            {"text":"14.000 KWD","type":"text"}],"type":"body"},\
            {"index":"1","parameters":[{"text":"r/8842?k=9f3","type":"text"}],\
            "sub_type":"url","type":"button"}],\
            "language":{"code":"en_US","policy":"deterministic"},"name":"payment_received"},\
            "to":"+96512345678","type":"template"}
            """
        #expect(String(decoding: body, as: UTF8.self) == expected)
    }

    @Test func namesTheParametersOfANamedTemplate() {
        let message = outbound(parts: [
            .init(kind: .body, parameters: [.init(name: "payer", text: "Sara")])
        ])

        let text = String(decoding: SendBody(message).encoded(), as: UTF8.self)

        #expect(text.contains(#"{"parameter_name":"payer","text":"Sara","type":"text"}"#))
    }

    @Test(arguments: [
        (
            HeaderMedia(format: .image, link: "https://a.invalid/l.png"),
            #"{"image":{"link":"https://a.invalid/l.png"},"type":"image"}"#
        ),
        (
            HeaderMedia(format: .video, link: "https://a.invalid/l.mp4"),
            #"{"type":"video","video":{"link":"https://a.invalid/l.mp4"}}"#
        ),
        (
            HeaderMedia(
                format: .document, link: "https://a.invalid/t.pdf", fileName: "Terms.pdf"),
            #"{"document":{"filename":"Terms.pdf","link":"https://a.invalid/t.pdf"},"#
                + #""type":"document"}"#
        ),
    ])
    func givesAHeadersFileByItsLink(media: HeaderMedia, json: String) {
        let message = outbound(parts: [.init(kind: .header, parameters: [.init(.media(media))])])

        let text = String(decoding: SendBody(message).encoded(), as: UTF8.self)

        #expect(text.contains(#"{"parameters":[\#(json)],"type":"header"}"#))
    }

    @Test func givesTheCodeOfAButtonAtItsPlace() {
        let message = outbound(parts: [
            .init(kind: .copyCodeButton(index: 2), parameters: [.init(.code("SAVE10"))])
        ])

        let text = String(decoding: SendBody(message).encoded(), as: UTF8.self)

        #expect(
            text.contains(
                #"{"index":"2","parameters":[{"coupon_code":"SAVE10","type":"coupon_code"}],"#
                    + #""sub_type":"copy_code","type":"button"}"#))
    }

    @Test func sendsATemplateWithoutVariablesWithoutComponents() {
        let text = String(decoding: SendBody(outbound(parts: [])).encoded(), as: UTF8.self)

        #expect(text.contains(#""components":[]"#))
        #expect(!text.contains("namespace"))
    }

    private func outbound(parts: [OutboundMessage.Part]) -> OutboundMessage {
        OutboundMessage(
            reference: NotificationReference(
                merchant: MerchantID(rawValue: "shop"),
                notification: NotificationID(rawValue: "n-1")),
            token: AttemptToken(rawValue: "attempt-1"),
            to: PhoneNumber(checkedE164: "+96512345678"), templateName: "payment_received",
            templateLanguage: "en_US", parts: parts)
    }
}
