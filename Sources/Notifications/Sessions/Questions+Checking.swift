extension MerchantID {
    /// Checks the one field of a question about a merchant; throws `invalid`.
    package static func checked(_ merchant: String) throws(Refusal) -> MerchantID {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        try check.finish()
        return merchant
    }
}

/// A session and its tenant.
package struct SessionReference: Hashable, Sendable {
    package var merchant: MerchantID
    package var session: SessionID

    /// Checks the fields of a question about a session; throws `invalid` with every violation.
    package static func checked(
        merchant: String, session: String
    ) throws(Refusal) -> SessionReference {
        var check = FieldChecker()
        let reference = SessionReference(
            merchant: check.merchantID(merchant), session: check.sessionID(session))
        try check.finish()
        return reference
    }
}

extension NotificationReference {
    /// Checks the fields of a request about a notification; throws `invalid` with every violation.
    package static func checked(
        merchant: String, notification: String
    ) throws(Refusal) -> NotificationReference {
        var check = FieldChecker()
        let reference = check.reference(merchant: merchant, notification: notification)
        try check.finish()
        return reference
    }
}

extension FieldChecker {
    /// Checks the names of a notification and its tenant.
    mutating func reference(merchant: String, notification: String) -> NotificationReference {
        NotificationReference(
            merchant: merchantID(merchant), notification: notificationID(notification))
    }
}

extension NotificationQuery {
    /// How many notifications a page has where the caller does not say.
    package static let limitDefault = 50
    /// How many notifications a page has at most.
    package static let limitMax = 500

    /// Checks the fields of a question for notifications: an empty session stands for all, a page
    /// size of 0 for the usual one.
    ///
    /// Throws `invalid` with every violation.
    package static func checked(
        merchant: String, session: String, status: NotificationStatus?, pageSize: UInt32,
        position: Position
    ) throws(Refusal) -> NotificationQuery {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let session = session.isEmpty ? nil : check.sessionID(session)
        let limit = check.pageSize(pageSize)
        try check.finish()
        return NotificationQuery(
            merchant: merchant, session: session, status: status, position: position,
            limit: limit)
    }
}
