/// What a customer does.
enum CustomerAction: Sendable, Hashable {
    /// A text, perhaps as an answer to a message.
    case write(text: String, context: String?)
    /// Another text in the place of one that was written before.
    case edit(wamid: String, text: String)
    /// A tap on a quick reply of a template's message.
    case tap(wamid: String?, text: String?, payload: String?)
    /// A tap on a reply button of an interactive message.
    case reply(wamid: String?, id: String?, title: String)
    case changeNumber(String)
    case changeUserID
    /// The choice about marketing messages; it is told with the ids that are named.
    case prefer(String, PreferenceIDs)
    /// From here on nobody is told the number, except perhaps in `contacts`.
    case hide(hasContactNumber: Bool, username: String?)
    case show

    /// Which of a customer's ids a preference carries.
    enum PreferenceIDs: String, Sendable, CaseIterable {
        /// What the customer shows: both, or the user id alone.
        case shown
        case waID = "wa_id"
        case userID = "user_id"
    }
}

extension CustomerAction {
    /// What every action may name beside its own members.
    private static let common: Set = ["waba_id", "phone_number_id", "after_seconds"]

    /// Reads the body of `POST /sandbox/customers/{number}/{name}`; `nil` if the name is none.
    init?(_ name: String, decoding fields: Fields) throws(GraphError) {
        switch name {
        case "write":
            try Self.allow(["text", "wamid"], fields)
            self = .write(text: try fields.required("text"), context: try fields.string("wamid"))
        case "edit":
            try Self.allow(["wamid", "text"], fields)
            self = .edit(wamid: try fields.required("wamid"), text: try fields.required("text"))
        case "tap":
            try Self.allow(["wamid", "text", "payload"], fields)
            self = .tap(
                wamid: try fields.string("wamid"), text: try fields.string("text"),
                payload: try fields.string("payload"))
        case "reply":
            try Self.allow(["wamid", "id", "title"], fields)
            self = .reply(
                wamid: try fields.string("wamid"), id: try fields.string("id"),
                title: try fields.required("title"))
        case "change-number":
            try Self.allow(["to"], fields)
            self = .changeNumber(try Self.number(fields))
        case "change-user-id":
            try Self.allow([], fields)
            self = .changeUserID
        case "prefer": self = try Self.preference(fields)
        case "hide":
            try Self.allow(["contact_wa_id", "username"], fields)
            self = .hide(
                hasContactNumber: try fields.bool("contact_wa_id") ?? false,
                username: try fields.string("username"))
        case "show":
            try Self.allow([], fields)
            self = .show
        default: return nil
        }
    }

    private static func allow(_ names: Set<String>, _ fields: Fields) throws(GraphError) {
        try fields.allow(only: names.union(common))
    }

    private static func number(_ fields: Fields) throws(GraphError) -> String {
        guard let digits = RecipientNumber.digits(of: try fields.required("to")) else {
            throw .invalid("to must be 7 to 15 digits")
        }
        return digits
    }

    private static func preference(_ fields: Fields) throws(GraphError) -> CustomerAction {
        try allow(["preference", "ids"], fields)
        let preference = try fields.required("preference")
        try MarketingPreference.check(preference)
        let name = try fields.string("ids") ?? PreferenceIDs.shown.rawValue
        guard let ids = PreferenceIDs(rawValue: name) else {
            throw .invalid("ids must be shown, wa_id or user_id")
        }
        return .prefer(preference, ids)
    }
}

/// What a customer can choose about marketing messages.
enum MarketingPreference {
    /// Refuses any other word than Meta's three, with code 100.
    static func check(_ preference: String) throws(GraphError) {
        guard ["stop", "resume", "signup"].contains(preference) else {
            throw .invalid("preference must be stop, resume or signup")
        }
    }
}
