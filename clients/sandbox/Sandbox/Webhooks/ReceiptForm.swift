/// The shape in which a message's statuses are told.
struct ReceiptForm: Sendable, Hashable {
    /// Versions before 24 name a conversation.
    var hasConversation = false
    var hasContacts = true
    /// The customer has a user name: told with a business-scoped user id and no phone number.
    var hidesPhone = false
    /// The status names a wamid that no send call returned.
    var hasUnknownWamid = false
    /// Status and value carry members that are in no document.
    var hasUnknownField = false
    /// Instead of the status, `value.errors`.
    var isErrorsOnly = false
    /// How a failed status says why.
    var errors = Errors.present

    /// What is known of errors that came otherwise than they are documented.
    enum Errors: String, Sendable, CaseIterable {
        case present
        case missing
        /// The code stands in quotation marks.
        case codeAsString = "string"
    }

    /// Whether statuses name the business-scoped user id, as they do since 2026.
    var hasUserIDs: Bool { !hasConversation || hidesPhone }
}

/// One status of one message, as its webhook states it.
struct StatusUpdate: Sendable, Hashable {
    let status: MessageStatus
    /// The message's number in the journal.
    let message: Int
    /// Unix seconds.
    let timestamp: Int
    var carriesPricing = false
    /// The code of the error that a `failed` carries.
    var failureCode: Int?
    var form = ReceiptForm()
}
