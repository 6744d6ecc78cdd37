/// A message to a customer, ready to be handed to Meta.
package struct OutboundMessage: Hashable, Sendable {
    /// A component of the template that takes values, with them.
    package struct Part: Hashable, Sendable {
        /// Which component.
        package enum Kind: Hashable, Sendable {
            case header, body
            /// The button at the place among all buttons, counted from 0.
            case urlButton(index: Int)
            /// As ``urlButton(index:)``.
            case copyCodeButton(index: Int)
        }

        package var kind: Kind
        package var parameters: [Parameter]

        package init(kind: Kind, parameters: [Parameter]) {
            self.kind = kind
            self.parameters = parameters
        }
    }

    /// A value for a component.
    package struct Parameter: Hashable, Sendable {
        /// What is given.
        package enum Value: Hashable, Sendable {
            /// In the place of a variable.
            case text(String)
            /// The file of a header.
            case media(HeaderMedia)
            /// What a button copies.
            case code(String)
        }

        /// That of a named variable; nil for any other value.
        package var name: String?
        package var value: Value

        package init(name: String?, text: String) {
            self.name = name
            value = .text(text)
        }

        package init(_ value: Value) {
            name = nil
            self.value = value
        }
    }

    package var reference: NotificationReference
    package var token: AttemptToken
    package var to: PhoneNumber
    package var templateName: String
    package var templateLanguage: String
    package var parts: [Part]

    package init(
        reference: NotificationReference, token: AttemptToken, to: PhoneNumber,
        templateName: String, templateLanguage: String, parts: [Part]
    ) {
        self.reference = reference
        self.token = token
        self.to = to
        self.templateName = templateName
        self.templateLanguage = templateLanguage
        self.parts = parts
    }
}

/// The account that a message leaves from.
package struct SenderAccount: Hashable, Sendable {
    package var phoneNumberID: PhoneNumberID
    /// Meta's id of the WhatsApp Business account.
    package var accountID: String
    package var accessToken: Secret
    /// The secret of the token's app, which proves that a call comes from the app's server.
    package var appSecret: Secret

    package init(
        phoneNumberID: PhoneNumberID, accountID: String, accessToken: Secret, appSecret: Secret
    ) {
        self.phoneNumberID = phoneNumberID
        self.accountID = accountID
        self.accessToken = accessToken
        self.appSecret = appSecret
    }
}
