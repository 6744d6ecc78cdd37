/// A name that tells one thing from others of its kind.
package protocol Identifier: Hashable, Sendable, CustomStringConvertible {
    /// The name as callers write it.
    var rawValue: String { get }
    /// Takes a name that has been checked or was made here.
    init(rawValue: String)
}

extension Identifier {
    package var description: String { rawValue }
}

/// A tenant, named by the caller: 1 to 64 characters of `A-Z a-z 0-9 . _ : -`.
package struct MerchantID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A payment session, named by the merchant: 1 to 128 characters of `A-Z a-z 0-9 . _ : -`.
package struct SessionID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// An idempotency key within a session: 1 to 128 printable ASCII characters.
package struct EventID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// The link to a WhatsApp Business account; made here.
package struct AuthenticatorID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A template's binding to a state or phase; made here.
package struct BindingID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// An intent to tell the customer of one state; made here.
package struct NotificationID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// One try to hand a notification to Meta, as `biz_opaque_callback_data` carries it; made here.
///
/// It names its notification, so that a receipt finds that in a database which was put back from a
/// backup and does not know the attempt.
package struct AttemptToken: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    private static let version = "v1."

    /// The token of another attempt of the notification; the identifier was made for it.
    package init(of notification: NotificationID, unique identifier: String) {
        rawValue = "\(Self.version)\(notification).\(identifier.suffix(12))"
    }

    /// The notification that it names; nil: it is of a version that names none.
    package var notification: NotificationID? {
        guard rawValue.hasPrefix(Self.version), let end = rawValue.lastIndex(of: ".") else {
            return nil
        }
        let name = rawValue[..<end].dropFirst(Self.version.count)
        return name.isEmpty ? nil : NotificationID(rawValue: String(name))
    }
}

/// Meta's id of a sender number.
package struct PhoneNumberID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Meta's id of an accepted message; it contains the customer's number: personal data.
package struct MessageID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}
