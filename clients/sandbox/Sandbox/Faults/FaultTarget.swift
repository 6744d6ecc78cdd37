/// What the rules can see of a call.
struct FaultTarget: Sendable, Hashable {
    /// The part of the Graph API that a call is for.
    enum Endpoint: String, Sendable, CaseIterable {
        /// Sending.
        case messages
        /// Templates, by their account or one by one.
        case templates
        /// A number's node.
        case number
        /// An account's node and its subscription.
        case account
    }

    let endpoint: Endpoint
    /// The number that a message is sent from, or that is read.
    var phoneNumberID: String?
    /// The recipient's digits, as they were written.
    var recipient: String?
    /// The template that a message uses, and the code of its language.
    var template: String?
    var language: String?
}

/// Which calls a rule is for; an absent criterion lets every call pass.
struct FaultMatch: Sendable, Hashable {
    var endpoint: FaultTarget.Endpoint?
    var recipientSuffix: String?
    var template: String?
    /// The code of a template's language.
    var language: String?
    var phoneNumberID: String?
    /// Only each so-manieth of the calls that pass the criteria above.
    var every = 1
    /// Only calls after so many.
    var after = 0
    /// Only the calls up to this one.
    var until: Int?

    func includes(_ target: FaultTarget) -> Bool {
        (endpoint ?? target.endpoint) == target.endpoint
            && (recipientSuffix.map { target.recipient?.hasSuffix($0) == true } ?? true)
            && (template.map { $0 == target.template } ?? true)
            && (language.map { $0 == target.language } ?? true)
            && (phoneNumberID.map { $0 == target.phoneNumberID } ?? true)
    }

    /// Whether a call has its turn; they are numbered from 1.
    func includes(call number: Int) -> Bool {
        number > after && number <= until ?? .max && (number - after).isMultiple(of: every)
    }
}
